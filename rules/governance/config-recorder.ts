import { defineRule, some } from '#rule-kit';

export default defineRule({
  id: 'governance.config-recorder',
  title: 'AWS Config records what changes',
  severity: 'low',
  environments: 'all',
  ruleset: 'strict',
  invariants: ['config-recorder'],
  references: ['wa:SEC04-BP01', 'wa:OPS06-BP01', 'securityhub:Config.1'],
  why: 'After an outage nobody can tell which security group, route or setting was changed when, and no rule of AWS Config is evaluated.',
  subject: 'config.recorder',
  reads: ['ec2.vpc'],
  // A region in which nothing of the account's own stands has nothing to record.
  appliesTo: (_settings, { all }) => some(all('ec2.vpc'), ({ isDefault }) => !isDefault),
  check(settings, { pass, fail, unknown, see }) {
    const { recorders, statuses } = settings;
    // A recorder that a service made for itself records what that service wants to see.
    const own = recorders.filter(({ servicePrincipal }) => servicePrincipal === null).map(({ name }) => name);
    if (own.length === 0) return fail(see(settings, 'recorders'), 'The region has no recorder of its own');
    const running = statuses.find(({ name, recording }) => own.includes(name) && recording);
    if (running === undefined) return fail(see(settings, 'statuses'), 'The recorder is stopped');
    const last = running.lastStatus?.toUpperCase();
    if (last === 'SUCCESS') return pass('recorders', 'statuses');
    if (last === 'FAILURE')
      return fail(see(settings, 'statuses'), `The recorder fails to record (${running.lastErrorCode ?? 'AWS does not tell why'})`);
    return unknown('transitional', 'the recorder was started and has recorded nothing yet', 'statuses');
  },
  fix: ({ region }, { sh }) => ({
    cli: sh`aws configservice put-configuration-recorder --configuration-recorder ${'name=default,roleARN=<role>'} --recording-group allSupported=true --region ${region} && aws configservice put-delivery-channel --delivery-channel ${'name=default,s3BucketName=<bucket>'} --region ${region} && aws configservice start-configuration-recorder --configuration-recorder-name default --region ${region}`,
    terraform:
      'aws_config_configuration_recorder, aws_config_delivery_channel and aws_config_configuration_recorder_status { is_enabled = true }',
    cloudformation: 'AWS::Config::ConfigurationRecorder and AWS::Config::DeliveryChannel',
    effect: 'Each recorded change is charged for.',
  }),
});
