import { anyOf, defineRule, some, Type } from '#rule-kit';
import { isServing } from '../_lib/serving-group.ts';

const encrypted: readonly string[] = ['HTTPS', 'TLS'];

export default defineRule({
  id: 'target-group.encrypted-if-regulated',
  title: 'Regulated data travels encrypted between load balancer and targets',
  severity: 'medium',
  environments: 'all',
  ruleset: 'strict',
  invariants: ['tg-protocol-tls-if-regulated'],
  references: ['wa:SEC09-BP02', 'securityhub:ELB.22'],
  why: 'Plain HTTP behind the load balancer is normal within a VPC, but rules for payments, health or personal data ask for encryption all the way.',
  params: Type.Object(
    {
      allGroups: Type.Boolean({ default: false, description: 'Whether every target group carries regulated data, whatever its tags say.' }),
      tagKeys: Type.Array(Type.String({ minLength: 1 }), {
        default: ['data-classification', 'dataclassification', 'data_classification', 'compliance', 'regulated'],
        description: 'Keys of tags, in small letters, by which a target group or its load balancer is known to carry regulated data.',
      }),
      tagValues: Type.Array(Type.String({ minLength: 1 }), {
        default: ['true', 'yes', 'regulated', 'restricted', 'confidential', 'pci', 'pci-dss', 'hipaa', 'phi', 'pii', 'gdpr', 'sox'],
        description: 'Values of those tags, in small letters, that mean regulated.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'elbv2.target-group',
  reads: ['elbv2.load-balancer'],
  // What passes as TCP is encrypted by client and target, or not: the load balancer does not look.
  appliesTo(group, { params }) {
    const saysSo = ({ tags }: { readonly tags: Readonly<Record<string, string>> }) =>
      Object.entries(tags).some(
        ([key, value]) => params.tagKeys.includes(key.toLowerCase()) && params.tagValues.includes(value.trim().toLowerCase()),
      );
    if (!isServing(group) || !['HTTP', ...encrypted].includes(group.protocol ?? '')) return false;
    return anyOf(
      () => params.allGroups,
      () => saysSo(group),
      () => some(group.loadBalancers, saysSo),
    );
  },
  check: (group, { pass, fail, see }) =>
    encrypted.includes(group.protocol ?? '')
      ? pass('protocol')
      : fail(see(group, 'protocol', 'HTTPS'), 'Requests leave the load balancer in plain text'),
  fix: (group, { sh }) => ({
    cli: `${sh`aws elbv2 create-target-group --protocol HTTPS --port 443 --target-type ${() => group.targetType} --region ${group.region} --vpc-id ${() => group.keysOf('vpc')[0] ?? 'UNKNOWN'}`} --name <new name> --health-check-protocol HTTPS --health-check-path /health`,
    terraform: 'protocol = "HTTPS" (the group is replaced)',
    cloudformation: 'Protocol: HTTPS (the group is replaced)',
    effect:
      'The protocol of a target group cannot be changed: targets must speak TLS (a self-signed certificate is enough), then the listener is pointed to a new group.',
  }),
});
