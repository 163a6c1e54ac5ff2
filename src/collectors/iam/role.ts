import { GetRoleCommand, ListAttachedRolePoliciesCommand } from '@aws-sdk/client-iam';
import { allPages } from '../kit/all-pages.ts';
import { type CollectedNodes, defineCollector, required } from '../kit/define.ts';
import { oneByOne } from '../kit/one-by-one.ts';

/** Of instance profiles and of tasks, which name theirs or give its ARN. */
function rolesInUse(nodes: CollectedNodes): readonly string[] {
  const ofInstances = nodes('iam.instance-profile').flatMap(({ relations }) => relations.roles ?? []);
  const ofTasks = nodes('ecs.task-definition').flatMap(({ facts }) => facts.taskRole?.split('/').at(-1) ?? []);
  return [...new Set([...ofInstances, ...ofTasks])].sort();
}

/** The roles that instances and tasks of the region act in. */
export default defineCollector({
  kind: 'iam.role',
  list: {
    action: 'iam:GetRole',
    after: ['ecs.task-definition', 'iam.instance-profile'],
    requests: (nodes) => rolesInUse(nodes).map((name) => ({ input: name })),
    fetch: ({ iam }, name: string) => iam.send(new GetRoleCommand({ RoleName: name })),
    items: ({ Role }) => [required(Role, 'Role')],
  },
  id: (role) => required(role.Arn, 'Arn'),
  key: (role) => required(role.RoleName, 'RoleName'),
  name: (role) => required(role.RoleName, 'RoleName'),
  facts: {},
  relations: { boundary: (role) => role.PermissionsBoundary?.PermissionsBoundaryArn ?? null },
  details: [
    {
      action: 'iam:ListAttachedRolePolicies',
      facts: ['policies'],
      batch: 1,
      fetch: oneByOne(async ({ iam }, { key }) => {
        const input = { RoleName: key, MaxItems: 1000 };
        const pages = await allPages(
          (token) => iam.send(new ListAttachedRolePoliciesCommand({ ...input, Marker: token })),
          (page) => page.Marker,
        );
        return {
          policies: pages.flatMap(({ AttachedPolicies = [] }) => AttachedPolicies).map(({ PolicyArn }) => required(PolicyArn, 'PolicyArn')),
        };
      }),
    },
  ],
});
