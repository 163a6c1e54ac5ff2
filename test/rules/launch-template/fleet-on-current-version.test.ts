import rule from '../../../rules/launch-template/fleet-on-current-version.ts';
import type { Facts } from '../../../src/model/kinds.ts';
import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { arm, at, configured, launching, mixing, override, template, version, web } from '../../kit/launch-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, now, world, worldWithGaps } from '../../kit/world.ts';

type Member = Facts<'autoscaling.group'>['instances'][number];

function member(instanceId: string, launchTemplateVersion: string | null, overrides: Partial<Member> = {}): Member {
  return {
    instanceId,
    zoneName: 'eu-west-1a',
    lifecycleState: 'InService',
    healthStatus: 'Healthy',
    launchTemplateId: launchTemplateVersion === null ? null : web,
    launchTemplateVersion,
    launchConfigurationName: null,
    imageId: null,
    isProtectedFromScaleIn: false,
    ...overrides,
  };
}

const refresh = (status: string): NodeRecord => node('autoscaling.instance-refresh', 'refresh-1', { status });
const fleet = (...instances: readonly Member[]) => launching('2', { instances });
const manned = (record: NodeRecord, ...instances: readonly Member[]): NodeRecord => ({ ...record, facts: { ...record.facts, instances } });
const templatesDenied = { 'ec2.launch-template': denied('ec2:DescribeLaunchTemplates') };
const refreshesDenied = { 'autoscaling.instance-refresh': denied('autoscaling:DescribeInstanceRefreshes') };
const base = [template(), version(1), version(2)];
const anHourAgo = new Date(Date.parse(now) - 3_600_000).toISOString();

ruleCases(rule, {
  pass: {
    'all on the pinned version': { world: world(...base, fleet(member('i-1', '2'), member('i-2', '2'))), evidence: ['driftedInstances'] },
    'no instances': { world: world(...base, fleet()), evidence: ['driftedInstances'] },
    'an older one is being terminated': {
      world: world(...base, fleet(member('i-1', '2'), member('i-2', '1', { lifecycleState: 'Terminating:Wait' }))),
      evidence: ['driftedInstances'],
    },
    'an instance from the template of an override': {
      world: world(...base, template({}, arm), version(3, {}, arm), {
        ...mixing(at('2'), override({ launchTemplate: at('3', arm) })),
        facts: {
          ...mixing(at('2'), override({ launchTemplate: at('3', arm) })).facts,
          instances: [member('i-1', '3', { launchTemplateId: arm })],
        },
      }),
      evidence: ['driftedInstances'],
    },
    'all on one reference, another may mean anything': {
      world: worldWithGaps(templatesDenied, manned(mixing(at('2'), override({ launchTemplate: at('$Latest', arm) })), member('i-1', '2'))),
      evidence: ['driftedInstances'],
    },
    'a pinned version needs no word of templates, versions and refreshes': {
      world: worldWithGaps(
        { ...templatesDenied, ...refreshesDenied, 'ec2.launch-template-version': denied('x') },
        fleet(member('i-1', '2')),
      ),
      evidence: ['driftedInstances'],
    },
    'the image of an override': {
      world: world(...base, manned(mixing(at('2'), override({ imageId: 'ami-2' })), member('i-1', '2', { imageId: 'ami-2' }))),
      evidence: ['driftedInstances'],
    },
    'a root volume replaced by the image of the version, whatever version the instance came from': {
      world: world(...base, fleet(member('i-1', '1', { imageId: 'ami-1' }))),
      evidence: ['driftedInstances'],
    },
    'all on the version that is the latest today': {
      world: world(template({ latestVersion: 2 }), version(2), launching('$Latest', { instances: [member('i-1', '2')] })),
      evidence: ['driftedInstances'],
    },
  },
  fail: {
    'one on an older version': {
      world: world(...base, fleet(member('i-1', '1'), member('i-2', '2')), node('ec2.instance', 'i-1')),
      evidence: ['instance i-1'],
    },
    'one attached by hand': { world: world(...base, fleet(member('i-1', null), member('i-2', '2'))), evidence: ['instance i-1'] },
    'one on the template of nobody': {
      world: world(...base, fleet(member('i-1', '2', { launchTemplateId: arm }))),
      evidence: ['instance i-1'],
    },
    'related are the instances that AWS lists': {
      world: world(...base, fleet(member('i-1', '1'), member('i-2', '1'), member('i-3', '2')), node('ec2.instance', 'i-1')),
      evidence: ['instance i-1', 'instance i-2'],
      related: ['i-1'],
    },
    'the instances may not be read, and need not be': {
      world: worldWithGaps({ 'ec2.instance': denied('ec2:DescribeInstances') }, ...base, fleet(member('i-1', '1'))),
      evidence: ['instance i-1'],
      related: [],
    },
    'an image that no reference launches': {
      world: world(...base, fleet(member('i-1', '2', { imageId: 'ami-9' }))),
      evidence: ['instance i-1'],
    },
    'the pinned version is gone, so there is no rollout': {
      world: world(template(), version(1), fleet(member('i-1', '1'))),
      evidence: ['instance i-1'],
    },
    'the version is an hour old and rollouts take minutes': {
      world: world(template(), version(1), version(2, { createdAt: anHourAgo }), fleet(member('i-1', '1'))),
      params: { rolloutHours: 0.5 },
      evidence: ['instance i-1'],
    },
    'an older one after a refresh that failed': {
      world: world(...base, fleet(member('i-1', '1')), refresh('Failed')),
      evidence: ['instance i-1'],
    },
  },
  unknown: {
    'the version is an hour old': {
      world: world(template(), version(1), version(2, { createdAt: anHourAgo }), fleet(member('i-1', '1'))),
      gaps: ['transitional'],
    },
    'nothing tells how old the version is': {
      world: world(template(), version(1), version(2, { createdAt: null }), fleet(member('i-1', '1'))),
      gaps: ['no-evidence'],
    },
    'a refresh in a state nobody has seen': {
      world: world(...base, fleet(member('i-1', '1')), refresh('Pondering')),
      gaps: ['transitional'],
    },
    'a refresh is being rolled back': {
      world: world(...base, fleet(member('i-1', '1')), refresh('RollbackInProgress')),
      gaps: ['transitional'],
    },
    'a refresh is under way': { world: world(...base, fleet(member('i-1', '1')), refresh('InProgress')), gaps: ['transitional'] },
    'nobody could see whether a refresh is under way': {
      world: worldWithGaps(
        { 'autoscaling.instance-refresh': denied('autoscaling:DescribeInstanceRefreshes') },
        ...base,
        fleet(member('i-1', '1')),
      ),
      gaps: ['denied autoscaling:DescribeInstanceRefreshes'],
    },
    'the latest version is not known': {
      world: worldWithGaps(
        { 'ec2.launch-template': denied('ec2:DescribeLaunchTemplates') },
        launching('$Latest', { instances: [member('i-1', '1')] }),
      ),
      gaps: ['denied ec2:DescribeLaunchTemplates'],
    },
  },
  notApplicable: {
    'a launch configuration has no versions': { world: world(configured({ instances: [member('i-1', null)] })) },
    'a group that is being deleted': {
      world: world(...base, launching('2', { status: 'Delete in progress', instances: [member('i-1', '1')] })),
    },
  },
});
