import { defineRule, ifKnown } from '#rule-kit';

export default defineRule({
  id: 'compute.instance-imdsv2',
  title: 'Running instances answer metadata requests by IMDSv2 only',
  severity: 'high',
  invariants: ['lt-imdsv2'],
  references: ['wa:SEC06-BP01', 'config:EC2_IMDSV2_CHECK', 'securityhub:EC2.8'],
  why: 'With IMDSv1 one forged request through the application reads the credentials of the instance role.',
  subject: 'ec2.instance',
  reads: ['autoscaling.group'],
  subsumedBy: ['launch-template.imdsv2'],
  appliesTo: (instance) => instance.operatorPrincipal === null && !['shutting-down', 'terminated'].includes(instance.state),
  check(instance, { pass, fail, unknown, see, find }) {
    // What is shown while a change is being applied is not in force yet.
    if (instance.metadataOptionsState === 'pending')
      return unknown('transitional', 'a change of the metadata options is being applied', 'metadataOptionsState');
    if (instance.httpEndpoint === 'disabled') return pass('httpEndpoint');
    const { httpTokens } = instance;
    if (httpTokens === 'required') return pass('httpTokens');
    if (httpTokens === null) return unknown('no-evidence', 'AWS does not say whether IMDSv1 is answered', 'httpTokens');
    if (httpTokens !== 'optional') return unknown('unsupported', `the mode ${httpTokens} is not known to this version`, 'httpTokens');
    const group = instance.autoScalingGroupName;
    // For the reader only: the verdict stands without it.
    const owner = group === null ? null : (ifKnown(() => find('autoscaling.group', group)) ?? null);
    const note = group === null ? 'IMDSv1 is answered' : `IMDSv1 is answered, by an instance of ${group}`;
    return fail(see(instance, 'httpTokens', 'required'), note, owner === null ? [] : [owner]);
  },
  fix: (instance, { sh }) => ({
    cli: sh`aws ec2 modify-instance-metadata-options --instance-id ${instance.key} --http-tokens required --http-endpoint enabled --region ${instance.region}`,
    terraform: 'metadata_options { http_tokens = "required" }',
    cloudformation: 'MetadataOptions: { HttpTokens: required } in the launch template',
    effect:
      'At once and without a restart; software that still speaks IMDSv1 loses its credentials. A new instance follows its launch template.',
  }),
});
