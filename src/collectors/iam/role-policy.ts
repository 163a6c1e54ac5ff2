import { GetRolePolicyCommand, ListRolePoliciesCommand } from '@aws-sdk/client-iam';
import { defineCollector } from '../kit/define.ts';
import { statementsOf } from '../kit/iam/statements.ts';
import { oneByOne } from '../kit/one-by-one.ts';

/** The policies written into the roles in use. */
export default defineCollector({
  kind: 'iam.role-policy',
  list: {
    action: 'iam:ListRolePolicies',
    after: ['iam.role'],
    requests: (nodes) => nodes('iam.role').map(({ key }) => ({ input: key, parent: { kind: 'iam.role', key } })),
    fetch: async ({ iam }, role: string, token) => {
      const page = await iam.send(new ListRolePoliciesCommand({ RoleName: role, MaxItems: 1000, Marker: token }));
      return { next: page.Marker, found: (page.PolicyNames ?? []).map((name) => ({ role, name })) };
    },
    items: ({ found }) => found,
    next: ({ next }) => next,
  },
  id: ({ role, name }, { partition, account }) => `arn:${partition}:iam::${account}:role-policy/${role}/${name}`,
  key: ({ role, name }) => `${role}/${name}`,
  facts: {},
  relations: { role: ({ role }) => role },
  details: [
    {
      action: 'iam:GetRolePolicy',
      facts: ['statements'],
      batch: 1,
      fetch: oneByOne(async ({ iam }, { item: { role, name } }) => {
        const { PolicyDocument } = await iam.send(new GetRolePolicyCommand({ RoleName: role, PolicyName: name }));
        return { statements: statementsOf(PolicyDocument) };
      }),
    },
  ],
});
