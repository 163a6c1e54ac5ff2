import { defineRule } from '#rule-kit';
import { isJudgedGroup } from '../_lib/judged-group.ts';
import { launchesOf } from '../_lib/launched.ts';
import { judgeMetadataOptions, launchesAnsweringV1 } from '../_lib/metadata-options.ts';
import { correctedLaunch } from '../_lib/template-fix.ts';

export default defineRule({
  id: 'launch-template.imdsv2',
  title: 'What a group launches next answers metadata requests by IMDSv2 only',
  severity: 'high',
  invariants: ['lt-imdsv2'],
  references: ['wa:SEC06-BP01', 'config:EC2_LAUNCH_TEMPLATE_IMDSV2_CHECK', 'securityhub:EC2.170', 'securityhub:AutoScaling.3'],
  why: 'With IMDSv1 one forged request through the application reads the credentials of the instance role; and where the account enforces IMDSv2, such a launch is rejected.',
  subject: 'autoscaling.group',
  reads: ['autoscaling.launch-configuration', 'ec2.image', 'ec2.instance-metadata-defaults', 'ec2.launch-template-version'],
  topology: ['launch'],
  appliesTo: isJudgedGroup,
  check: (group, context) => judgeMetadataOptions(() => launchesOf(group, context), context),
  fix: (group, context) => {
    const [open] = launchesAnsweringV1(launchesOf(group, context), context) ?? [];
    return {
      cli: correctedLaunch(open, '{"MetadataOptions":{"HttpTokens":"required","HttpEndpoint":"enabled"}}', group, context),
      terraform: 'metadata_options { http_tokens = "required" }',
      cloudformation: 'MetadataOptions: { HttpTokens: required }',
      effect: 'Running instances stay as they are. Software on new ones that still speaks IMDSv1 gets no credentials.',
    };
  },
});
