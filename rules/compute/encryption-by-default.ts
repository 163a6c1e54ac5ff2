import { defineRule, some } from '#rule-kit';

export default defineRule({
  id: 'compute.encryption-by-default',
  title: 'New EBS volumes are encrypted whoever makes them',
  severity: 'medium',
  environments: 'all',
  ruleset: 'strict',
  invariants: ['ebs-encrypted'],
  references: ['wa:SEC08-BP02', 'config:EC2_EBS_ENCRYPTION_BY_DEFAULT', 'securityhub:EC2.7'],
  why: 'Without the default, one launch template or one restored snapshot that forgets to ask for encryption puts data on a disk in plain text.',
  subject: 'ec2.ebs-encryption-by-default',
  reads: ['ec2.volume'],
  // Where nothing stands, nothing is lost.
  appliesTo: (_setting, { all }) => some(all('ec2.volume'), () => true),
  check: ({ enabled }, { pass, fail }) =>
    enabled ? pass('enabled') : fail({ enabled: true }, 'A new volume is encrypted only where its maker asks for it'),
  fix: ({ region }, { sh }) => ({
    cli: sh`aws ec2 enable-ebs-encryption-by-default --region ${region}`,
    terraform: 'aws_ebs_encryption_by_default { enabled = true }',
    cloudformation: 'none: the setting is made per account and region by the API',
    effect:
      'New volumes and copies of snapshots are encrypted; existing ones stay as they are. Images shared with other accounts then need a key that is shared as well.',
  }),
});
