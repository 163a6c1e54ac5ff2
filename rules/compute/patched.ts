import { defineRule } from '#rule-kit';

export default defineRule({
  id: 'compute.patched',
  title: 'Instances that Patch Manager looks after have every approved patch',
  severity: 'medium',
  ruleset: 'strict',
  invariants: ['ec2-ssm-managed'],
  references: ['wa:SEC06-BP01', 'config:EC2_MANAGEDINSTANCE_PATCH_COMPLIANCE_STATUS_CHECK', 'securityhub:SSM.2'],
  why: 'A known hole stays open on an instance of which everybody believes that it is patched.',
  subject: 'ssm.managed-instance',
  reads: [],
  // Instances that are replaced by newer images instead are never scanned.
  appliesTo: ({ patches }) => patches !== null,
  check(managed, { pass, fail, see }) {
    const { patches } = managed;
    if (patches === null || patches.missing + patches.failed === 0) return pass('patches');
    const { missing, failed, scannedAt } = patches;
    return fail(
      see(managed, 'patches', { missing: 0, failed: 0 }),
      `${missing} patches missing and ${failed} failed, as of ${scannedAt ?? 'an unknown time'}`,
    );
  },
  fix: (managed, { sh }) => ({
    cli: sh`aws ssm send-command --document-name AWS-RunPatchBaseline --parameters Operation=Install --targets ${`Key=InstanceIds,Values=${managed.key}`} --region ${managed.region}`,
    terraform: 'aws_ssm_association of AWS-RunPatchBaseline with a schedule, or an image that is built anew and an instance refresh',
    cloudformation: 'AWS::SSM::Association of AWS-RunPatchBaseline with ScheduleExpression',
    effect: 'Restarts the instance where a patch asks for it (RebootOption=NoReboot puts that off): one zone after another.',
  }),
});
