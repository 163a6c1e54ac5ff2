import { GetInstanceProfileCommand } from '@aws-sdk/client-iam';
import { type CollectedNodes, defineCollector, required } from '../kit/define.ts';

const users = ['autoscaling.launch-configuration', 'ec2.instance', 'ec2.launch-template-version'] as const;

function profilesInUse(nodes: CollectedNodes): readonly string[] {
  return [...new Set(users.flatMap((kind) => nodes(kind).flatMap(({ relations }) => relations.profile ?? [])))].sort();
}

/** The profiles that something in the region runs or launches with. One that is gone is not listed. */
export default defineCollector({
  kind: 'iam.instance-profile',
  list: {
    action: 'iam:GetInstanceProfile',
    after: users,
    requests: (nodes) => profilesInUse(nodes).map((name) => ({ input: name })),
    fetch: ({ iam }, name: string) => iam.send(new GetInstanceProfileCommand({ InstanceProfileName: name })),
    items: ({ InstanceProfile }) => [required(InstanceProfile, 'InstanceProfile')],
  },
  id: (profile) => required(profile.Arn, 'Arn'),
  key: (profile) => required(profile.InstanceProfileName, 'InstanceProfileName'),
  name: (profile) => required(profile.InstanceProfileName, 'InstanceProfileName'),
  facts: {},
  relations: { roles: (profile) => (profile.Roles ?? []).map(({ RoleName }) => required(RoleName, 'Roles.RoleName')) },
});
