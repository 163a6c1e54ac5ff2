import rule from '../../../rules/launch-template/volumes-encrypted.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import { deleting, managed } from '../../kit/group-world.ts';
import { arm, at, configured, device, launching, mixing, override, template, version } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, world, worldWithGaps } from '../../kit/world.ts';

type Device = Facts<'ec2.image'>['blockDevices'][number];

const [root, data] = ['/dev/xvda', '/dev/xvdb'];
const group = launching('7');
const seven = (...blockDevices: readonly Device[]) => version(7, { blockDevices });
const image = (blockDevices: readonly Device[], key = 'ami-1') => node('ec2.image', key, { blockDevices, rootDeviceName: root });
const region = (enabled: boolean) => node('ec2.ebs-encryption-by-default', 'ebs-encryption-by-default', { enabled });
const configuration = (...blockDevices: readonly Device[]) => node('autoscaling.launch-configuration', 'web-2019', { blockDevices });
const plainImage = image([device(root, false, { snapshotId: 'snap-1' })]);
const instanceStore = (deviceName: string): Device => ({ deviceName, suppressed: false, virtualName: 'ephemeral0', ebs: null });
const removed = (deviceName: string): Device => ({ deviceName, suppressed: true, virtualName: null, ebs: null });
const imagesDenied = { 'ec2.image': denied('ec2:DescribeImages') };
const defaultDenied = { 'ec2.ebs-encryption-by-default': denied('ec2:GetEbsEncryptionByDefault') };
const versionsDenied = { 'ec2.launch-template-version': denied('ec2:DescribeLaunchTemplateVersions') };
const own = ['lt-00000001:7.blockDevices'];
const byRegion = ['ebs-encryption-by-default.enabled'];

ruleCases(rule, {
  pass: {
    'the template encrypts the root device of the image': {
      world: world(group, seven(device(root, true)), plainImage, region(false)),
      evidence: own,
    },
    'and then needs no word of the region': {
      world: worldWithGaps(defaultDenied, group, seven(device(root, true)), plainImage),
      evidence: own,
    },
    'the region encrypts by default, even what the template does not want encrypted': {
      world: world(group, seven(device(root, false)), plainImage, region(true)),
      evidence: byRegion,
    },
    'and then the image is not needed': { world: worldWithGaps(imagesDenied, group, seven(), region(true)), evidence: byRegion },
    'the image is encrypted and not mapped': { world: world(group, seven(), image([device(root, true)]), region(false)), evidence: own },
    'the image is encrypted, which no mapping can undo': {
      world: world(group, seven(device(root, false)), image([device(root, true)]), region(false)),
      evidence: own,
    },
    'a mapping that names the snapshot of the encrypted image': {
      world: world(
        group,
        seven(device(root, null, { snapshotId: 'snap-1' })),
        image([device(root, true, { snapshotId: 'snap-1' })]),
        region(false),
      ),
      evidence: own,
    },
    'instance store is no volume': {
      world: world(
        group,
        seven(device(root, true), instanceStore(data)),
        image([device(root, false), instanceStore('/dev/xvdc')]),
        region(false),
      ),
      evidence: own,
    },
    'the template removes an unencrypted device of the image': {
      world: world(group, seven(device(root, true), removed(data)), image([device(root, false), device(data, false)]), region(false)),
      evidence: own,
    },
    'the template puts instance store in its place': {
      world: world(group, seven(device(root, true), instanceStore(data)), image([device(root, false), device(data, false)]), region(false)),
      evidence: own,
    },
    'an image without any volume': { world: world(group, seven(), image([]), region(false)), evidence: own },
    'the pinned version is good, the latest is bad': {
      world: world(
        group,
        template({ latestVersion: 9 }),
        seven(device(root, true)),
        version(9, { blockDevices: [] }),
        plainImage,
        region(false),
      ),
      evidence: own,
    },
    'a launch configuration': {
      world: world(configured(), configuration(device(root, true)), plainImage, region(false)),
      evidence: ['web-2019.blockDevices'],
    },
  },
  fail: {
    'the template does not encrypt': { world: world(group, seven(device(root, false)), plainImage, region(false)), evidence: own },
    'the template does not say': { world: world(group, seven(device(root, null)), plainImage, region(false)), evidence: own },
    'the root device is missing from the template': {
      world: world(group, seven(device(data, true)), plainImage, region(false)),
      evidence: own,
    },
    'the template names another device than the root of the image': {
      world: world(group, seven(device('/dev/sda1', true)), plainImage, region(false)),
      evidence: own,
    },
    'root and data volume': {
      world: world(group, seven(device(data, false)), plainImage, region(false)),
      evidence: ['lt-00000001:7.blockDevices', 'lt-00000001:7.blockDevices'],
    },
    'the image leaves the flag out': {
      world: world(group, seven(device(root, false)), image([device(root, null)]), region(false)),
      evidence: own,
    },
    'the template maps nothing': { world: world(group, seven(), plainImage, region(false)), evidence: own },
    'a mapping without settings leaves the image in force': {
      world: world(group, seven({ deviceName: root, suppressed: false, virtualName: null, ebs: null }), plainImage, region(false)),
      evidence: own,
    },
    'the region was never asked to encrypt': { world: world(group, seven(), plainImage), evidence: own },
    'the pinned version is bad, the latest is good': {
      world: world(group, template({ latestVersion: 9 }), seven(device(root, false)), version(9), plainImage, region(false)),
      evidence: own,
    },
    'the latest version is bad and is what $Latest starts': {
      world: world(
        launching('$Latest'),
        template({ latestVersion: 9 }),
        seven(device(root, true)),
        version(9, { blockDevices: [] }),
        plainImage,
        region(false),
      ),
      evidence: ['lt-00000001:9.blockDevices'],
    },
    'an override starts another template': {
      world: world(
        mixing(at('7'), override({ launchTemplate: at('2', arm) })),
        seven(device(root, true)),
        version(2, { blockDevices: [], image: 'ami-1' }, arm),
        plainImage,
        region(false),
      ),
      evidence: ['lt-00000002:2.blockDevices'],
    },
    'an override starts an image with another root device': {
      world: world(
        mixing(at('7'), override({ imageId: 'ami-2' })),
        seven(device(root, true)),
        plainImage,
        image([device('/dev/sda1', false)], 'ami-2'),
        region(false),
      ),
      evidence: own,
    },
    'one override decides where another cannot be seen': {
      world: worldWithGaps(
        versionsDenied,
        mixing(at('7'), override({ launchTemplate: at('2', arm) })),
        version(2, { blockDevices: [] }, arm),
        plainImage,
        region(false),
      ),
      evidence: ['lt-00000002:2.blockDevices'],
    },
    'a launch configuration that does not encrypt': {
      world: world(configured(), configuration(device(root, null)), plainImage, region(false)),
      evidence: ['web-2019.blockDevices'],
    },
  },
  unknown: {
    'not encrypted, and the region may not be read': {
      world: worldWithGaps(defaultDenied, group, seven(device(root, false)), plainImage),
      gaps: ['denied ec2:GetEbsEncryptionByDefault'],
    },
    'the image may not be read and may have more devices': {
      world: worldWithGaps(imagesDenied, group, seven(device(root, true)), region(false)),
      gaps: ['denied ec2:DescribeImages'],
    },
    'the image may not be read and may be encrypted': {
      world: worldWithGaps(imagesDenied, group, seven(device(root, false)), region(false)),
      gaps: ['denied ec2:DescribeImages'],
    },
    'the image is gone or not shared any more': { world: world(group, seven(device(root, true)), region(false)), gaps: ['no-evidence'] },
    'a snapshot that nobody read': {
      world: world(group, seven(device(root, true), device(data, null, { snapshotId: 'snap-9' })), plainImage, region(false)),
      gaps: ['no-evidence'],
    },
    'the version was deleted': { world: world(group, template(), region(false)), gaps: ['no-evidence'] },
    'versions may not be read': {
      world: worldWithGaps(versionsDenied, group, plainImage, region(false)),
      gaps: ['denied ec2:DescribeLaunchTemplateVersions'],
    },
    'a group that names no source': { world: world(launching('7', { launchTemplate: null })), gaps: ['no-evidence'] },
  },
  notApplicable: {
    'a group that is being deleted': { world: world(launching('7', deleting), seven(), plainImage, region(false)) },
    'a group that a service manages': { world: world(launching('7', managed), seven(), plainImage, region(false)) },
  },
});
