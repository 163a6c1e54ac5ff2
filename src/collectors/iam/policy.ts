import { GetPolicyCommand, GetPolicyVersionCommand } from '@aws-sdk/client-iam';
import { type CollectedNodes, defineCollector, required } from '../kit/define.ts';
import { statementsOf } from '../kit/iam/statements.ts';
import { oneByOne } from '../kit/one-by-one.ts';

function policiesInUse(nodes: CollectedNodes): readonly string[] {
  const arns = nodes('iam.role').flatMap(({ relations }) => [
    ...(relations.policies ?? []),
    ...(relations.boundary ? [relations.boundary] : []),
  ]);
  return [...new Set(arns)].sort();
}

/** The managed policies that the roles in use are given or bounded by. */
export default defineCollector({
  kind: 'iam.policy',
  list: {
    action: 'iam:GetPolicy',
    after: ['iam.role'],
    requests: (nodes) => policiesInUse(nodes).map((arn) => ({ input: arn })),
    fetch: ({ iam }, arn: string) => iam.send(new GetPolicyCommand({ PolicyArn: arn })),
    items: ({ Policy }) => [required(Policy, 'Policy')],
  },
  id: (policy) => required(policy.Arn, 'Arn'),
  facts: {},
  relations: {},
  details: [
    {
      action: 'iam:GetPolicyVersion',
      facts: ['statements'],
      batch: 1,
      fetch: oneByOne(async ({ iam }, { key, item }) => {
        const VersionId = required(item.DefaultVersionId, 'DefaultVersionId');
        const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn: key, VersionId }));
        return { statements: statementsOf(PolicyVersion?.Document) };
      }),
    },
  ],
});
