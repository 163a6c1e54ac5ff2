import { type Context, defineRule, isNonEmpty, Type, type View } from '#rule-kit';
import { accountWideGrants } from '../_lib/account-wide-grants.ts';
import { few } from '../_lib/few.ts';

type Kinds = 'iam.role' | 'iam.policy' | 'iam.role-policy';
type Reading = Pick<Context<'iam.role', Kinds>, 'referring'>;

/** `AdministratorAccess` of `arn:aws:iam::aws:policy/AdministratorAccess`. */
const shortName = (arn: string) => arn.split('/').at(-1) ?? arn;

/** Every policy must be known: one that is not might deny what another grants. */
function grantsOf(role: View<'iam.role', Kinds>, actions: readonly string[], { referring }: Reading) {
  const named = ({ key, statements }: View<'iam.policy'> | View<'iam.role-policy'>) => ({ name: shortName(key), statements });
  const policies = [...[...role.policies].map(named), ...[...referring('iam.role-policy', 'role', role)].map(named)];
  return accountWideGrants(
    actions,
    policies.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    role.boundary && named(role.boundary),
    role,
  );
}

export default defineRule({
  id: 'compute.role-least-privilege',
  title: 'Roles of instances and tasks reach named resources only, not the whole account',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['ec2-role-blast-radius'],
  references: ['wa:SEC03-BP02', 'config:IAM_POLICY_NO_STATEMENTS_WITH_FULL_ACCESS', 'securityhub:IAM.1', 'securityhub:KMS.2'],
  why: 'Whoever gets into one web server acts in its role: with such a grant he reads or deletes what every other workload of the account keeps. Service control policies are not looked at.',
  params: Type.Object(
    {
      sensitiveActions: Type.Array(Type.String({ pattern: '^[a-z0-9-]+:[A-Za-z0-9]+$' }), {
        default: [
          'dynamodb:GetItem',
          'dynamodb:Scan',
          'iam:CreateAccessKey',
          'iam:PassRole',
          'iam:PutRolePolicy',
          'kms:Decrypt',
          'rds:DeleteDBInstance',
          's3:DeleteObject',
          's3:GetObject',
          'secretsmanager:GetSecretValue',
        ],
        description:
          'Actions that no role may take on every resource. Whatever covers one of them counts, such as * or s3:*. ssm:GetParameter is left out: AmazonSSMManagedInstanceCore grants it.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'iam.role',
  reads: ['iam.policy', 'iam.role-policy'],
  topology: ['roleUse'],
  // Of a role that nothing acts in nobody gets hold through an instance.
  appliesTo: (role, { topology }) => topology.roleUse.usersOf(role).length > 0,
  check(role, context) {
    const { params, topology, pass, fail, seeDerived } = context;
    const users = topology.roleUse.usersOf(role);
    const usedBy = `used by ${few(users.map(({ key, name }) => name ?? key))}`;
    const grants = grantsOf(role, params.sensitiveActions, context);
    const seen = grants.map(({ policy, actions }) =>
      seeDerived(role, 'accountWideActions', actions, [], `granted on every resource by the policy ${policy}; ${usedBy}`),
    );
    if (!isNonEmpty(seen)) return pass(seeDerived(role, 'accountWideActions', [], [], usedBy));
    const actions = [...new Set(grants.flatMap((grant) => grant.actions))];
    const policies = grants.map(({ policy }) => policy);
    return fail(seen, `May ${few(actions)} on every resource, by ${few(policies)}; ${usedBy}`, users);
  },
  fix: (role, { sh }) => ({
    cli: `${sh`aws accessanalyzer start-policy-generation --policy-generation-details ${`principalArn=${role.id}`}`}, then put the policy it writes in the place of the broad one`,
    terraform: 'aws_iam_role_policy whose resources are the ARNs of the buckets, tables, keys and secrets of the workload',
    cloudformation: 'AWS::IAM::RolePolicy whose Resource lists the ARNs of the workload',
    effect: 'At once for everything that acts in the role: add the narrow policy first, take the broad one away after it was seen to do.',
  }),
});
