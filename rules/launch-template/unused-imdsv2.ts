import { defineRule } from '#rule-kit';
import { defaultLaunchOf } from '../_lib/launched.ts';
import { judgeMetadataOptions } from '../_lib/metadata-options.ts';

export default defineRule({
  id: 'launch-template.unused-imdsv2',
  title: 'Launch templates that no group uses ask for IMDSv2 in their default version',
  severity: 'medium',
  invariants: ['lt-imdsv2'],
  references: ['wa:SEC06-BP01', 'config:EC2_LAUNCH_TEMPLATE_IMDSV2_CHECK', 'securityhub:EC2.170'],
  why: 'Fleets, batch jobs and people launch from a template without any group; what it allows, the next instance allows.',
  subject: 'ec2.launch-template',
  reads: ['ec2.image', 'ec2.instance-metadata-defaults', 'ec2.launch-template-version'],
  topology: ['templateUse'],
  // One that a group uses is judged there, by the version in use.
  appliesTo: (template, { topology }) => template.operatorPrincipal === null && !topology.templateUse.isUsed(template),
  check: (template, context) => judgeMetadataOptions(() => [defaultLaunchOf(template, context)], context),
  fix: (template, { sh }) => ({
    cli: `${sh`aws ec2 create-launch-template-version --launch-template-id ${template.key} --source-version ${template.defaultVersion} --launch-template-data ${'{"MetadataOptions":{"HttpTokens":"required","HttpEndpoint":"enabled"}}'} --region ${template.region}`}, then modify-launch-template --default-version <the new version>`,
    terraform: 'metadata_options { http_tokens = "required" }',
    cloudformation: 'MetadataOptions: { HttpTokens: required }',
    effect: 'Nothing that runs changes; an unused template may be deleted instead.',
  }),
});
