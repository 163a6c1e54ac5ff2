import kept from '../../../rules/launch-template/volumes-deleted.ts';
import former from '../../../rules/launch-template/volumes-gp3.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { deleting } from '../../kit/group-world.ts';
import { configured, device, launching, template, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, world, worldWithGaps } from '../../kit/world.ts';

type Device = Facts<'ec2.image'>['blockDevices'][number];

const group = launching('7');
const mapping = (...blockDevices: readonly Device[]) => version(7, { blockDevices });
const image = (...blockDevices: readonly Device[]) => node('ec2.image', 'ami-1', { blockDevices });
const root = (more: Parameters<typeof device>[2]) => device('/dev/xvda', true, more);
const ephemeral: Device = { deviceName: '/dev/sdb', suppressed: false, virtualName: 'ephemeral0', ebs: null };
const suppressed: Device = { deviceName: '/dev/xvda', suppressed: true, virtualName: null, ebs: null };
const imagesDenied = { 'ec2.image': denied('ec2:DescribeImages') };
const type = ['lt-00000001:7.volumeType'];
const deletes = ['lt-00000001:7.deletesOnTermination'];
const configuration = node('autoscaling.launch-configuration', 'web-2019');
const notApplicable = { 'a group that is being deleted': { world: world(launching('7', deleting), mapping(), image()) } };

ruleCases(former, {
  pass: {
    gp3: { world: world(group, mapping(root({})), image()), evidence: type },
    'a type for special needs': { world: world(group, mapping(root({ volumeType: 'io2' })), image()), evidence: type },
    'gp3 of the image': { world: world(group, mapping(), image(root({}))), evidence: type },
    'gp3 of the image under a mapping that does not say': {
      world: world(group, mapping(root({ volumeType: null })), image(root({}))),
      evidence: type,
    },
    'gp3 over gp2 of the image': { world: world(group, mapping(root({})), image(root({ volumeType: 'gp2' }))), evidence: type },
    'gp2 of the image that is suppressed': {
      world: world(group, mapping(suppressed, ephemeral), image(root({ volumeType: 'gp2' }))),
      evidence: type,
    },
    'a launch configuration': { world: world(configured(), configuration, image()), evidence: ['web-2019.volumeType'] },
  },
  fail: {
    gp2: { world: world(group, mapping(root({ volumeType: 'gp2' })), image()), evidence: type },
    'gp2, whatever the image holds': { world: worldWithGaps(imagesDenied, group, mapping(root({ volumeType: 'gp2' }))), evidence: type },
    magnetic: { world: world(group, mapping(root({ volumeType: 'standard' })), image()), evidence: type },
    'gp2 of the image, which the template does not map': {
      world: world(group, mapping(device('/dev/sdb', true)), image(root({ volumeType: 'gp2' }))),
      evidence: type,
    },
    'nobody says anything': { world: world(group, mapping(device('/dev/sdb', true, { volumeType: null })), image()), evidence: type },
  },
  unknown: {
    'the image may map more': { world: worldWithGaps(imagesDenied, group, mapping(root({}))), gaps: ['denied ec2:DescribeImages'] },
    'the version was deleted': { world: world(group, template()), gaps: ['no-evidence'] },
  },
  notApplicable,
});

ruleCases(kept, {
  pass: {
    deleted: { world: world(group, mapping(root({})), image()), evidence: deletes },
    'nobody says anything, and EC2 deletes': {
      world: world(group, mapping(device('/dev/sdb', true, { deletesOnTermination: null })), image(root({ deletesOnTermination: null }))),
      evidence: deletes,
    },
    'deleted, over an image that keeps': {
      world: world(group, mapping(root({})), image(root({ deletesOnTermination: false }))),
      evidence: deletes,
    },
    'a launch configuration': { world: world(configured(), configuration, image()), evidence: ['web-2019.deletesOnTermination'] },
  },
  fail: {
    'a data volume is kept': {
      world: world(group, mapping(root({}), device('/dev/sdb', true, { deletesOnTermination: false })), image()),
      evidence: deletes,
    },
    'the image keeps its root volume': { world: world(group, mapping(), image(root({ deletesOnTermination: false }))), evidence: deletes },
    'the image keeps what the template maps without a word': {
      world: world(group, mapping(root({ deletesOnTermination: null })), image(root({ deletesOnTermination: false }))),
      evidence: deletes,
    },
  },
  unknown: {
    'the image may say more': { world: worldWithGaps(imagesDenied, group, mapping(root({}))), gaps: ['denied ec2:DescribeImages'] },
    'the version was deleted': { world: world(group, template()), gaps: ['no-evidence'] },
  },
  notApplicable,
});
