import { allOf, defineRule, some } from '#rule-kit';
import { attributeOf, seeAttribute } from '../_lib/balancer-attribute.ts';

const enabled = 'access_logs.s3.enabled';
const bucket = 'access_logs.s3.bucket';

export default defineRule({
  id: 'load-balancer.access-logs',
  title: 'Load balancers write access logs to a bucket',
  severity: 'low',
  ruleset: 'strict',
  invariants: ['alb-access-logs'],
  references: ['config:ELB_LOGGING_ENABLED', 'securityhub:ELB.5'],
  why: 'After an outage nobody can tell which requests failed, for whom, and whether the load balancer or a target refused them.',
  subject: 'elbv2.load-balancer',
  reads: ['elbv2.listener'],
  // A Network Load Balancer logs what it decrypts and nothing else.
  appliesTo: (balancer, { referring }) =>
    balancer.loadBalancerType === 'application' ||
    (balancer.loadBalancerType === 'network' &&
      some(referring('elbv2.listener', 'loadBalancer', balancer), ({ protocol }) => protocol === 'TLS')),
  check(balancer, { pass, fail }) {
    const isLogged = allOf(
      () => attributeOf(balancer, enabled) === 'true',
      () => attributeOf(balancer, bucket) !== '',
    );
    if (isLogged) return pass(seeAttribute(balancer, enabled, 'true'), seeAttribute(balancer, bucket, null));
    const isOn = attributeOf(balancer, enabled) === 'true';
    return fail(isOn ? seeAttribute(balancer, bucket, 'a bucket') : seeAttribute(balancer, enabled, 'true'), 'No request is logged');
  },
  fix: ({ key, region }, { sh }) => ({
    cli: `${sh`aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${key} --region ${region}`} --attributes Key=${enabled},Value=true Key=${bucket},Value=<bucket>`,
    terraform: 'access_logs { enabled = true, bucket = aws_s3_bucket.<logs>.id }',
    cloudformation: `LoadBalancerAttributes: [{ Key: ${enabled}, Value: "true" }, { Key: ${bucket}, Value: !Ref <logs> }]`,
    effect: 'Without interruption. The bucket must allow the log delivery of Elastic Load Balancing to write; its storage costs.',
  }),
});
