import { defineRule } from '#rule-kit';

/** A filter with stars describes the whole name, each star being any text; one without describes a part of it. */
function matches(filter: string, name: string): boolean {
  if (!filter.includes('*')) return name.includes(filter);
  const parts = filter.split('*').map((part) => part.replaceAll('.', String.raw`\.`));
  return new RegExp(`^${parts.join('.*')}$`).test(name);
}

export default defineRule({
  id: 'ecr.scan',
  title: 'Images are scanned for vulnerabilities when they are pushed',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['ecr-scan'],
  references: ['wa:SEC06-BP01', 'config:ECR_PRIVATE_IMAGE_SCANNING_ENABLED', 'securityhub:ECR.1'],
  why: 'A known hole in a base image goes to production unseen, and nobody can tell which services hold it on the day that it is used.',
  subject: 'ecr.repository',
  reads: ['ecr.registry-scanning-configuration'],
  check(repository, { all, pass, fail, see, unknown }) {
    const [registry] = all('ecr.registry-scanning-configuration');
    if (registry === undefined) return unknown('no-evidence', 'the registry does not tell how it scans', 'scansOnPush');
    const rule = registry.rules.find(
      ({ frequency, repositoryFilters }) =>
        ['SCAN_ON_PUSH', 'CONTINUOUS_SCAN'].includes(frequency) && repositoryFilters.some((filter) => matches(filter, repository.key)),
    );
    const seen = [see(registry, 'scanType'), see(registry, 'rules')];
    if (rule !== undefined) return pass(...seen);
    if (registry.scanType !== 'BASIC' && registry.scanType !== 'ENHANCED')
      return unknown('unsupported', `the scan type ${registry.scanType} is not understood`, ...seen);
    // Where the registry scans enhanced, what a repository says of itself no longer counts.
    if (registry.scanType === 'BASIC' && repository.scansOnPush) return pass('scansOnPush', ...seen);
    return fail(
      [see(repository, 'scansOnPush', true), see(registry, 'scanType'), see(registry, 'rules')],
      'No rule of the registry scans what is pushed to it',
    );
  },
  fix: (repository, { sh }) => ({
    cli: `aws ecr put-registry-scanning-configuration --scan-type ENHANCED --rules ${sh`${'[{"scanFrequency":"CONTINUOUS_SCAN","repositoryFilters":[{"filter":"*","filterType":"WILDCARD"}]}]'} --region ${repository.region}`}`,
    terraform: 'aws_ecr_registry_scanning_configuration { scan_type = "ENHANCED", rule { scan_frequency = "CONTINUOUS_SCAN" } }',
    cloudformation: 'AWS::ECR::RegistryScanningConfiguration: { ScanType: ENHANCED, Rules: [{ ScanFrequency: CONTINUOUS_SCAN, … }] }',
    effect:
      'Amazon Inspector scans every image of the registry and charges for each. The command replaces the rules that the registry has.',
  }),
});
