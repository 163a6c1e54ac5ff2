import immutableTags from '../../../rules/ecr/immutable-tags.ts';
import scan from '../../../rules/ecr/scan.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const repository = (overrides: Override<'ecr.repository'> = {}, key = 'shop/web') => node('ecr.repository', key, overrides);
const only = (overrides: Override<'ecr.repository'>) => world(repository(overrides));

ruleCases(immutableTags, {
  pass: {
    'tags that stay': { world: only({}), evidence: ['tagMutability'] },
    'tags that stay but for one': {
      world: only({ tagMutability: 'IMMUTABLE_WITH_EXCLUSION', tagMutabilityExclusions: ['latest'] }),
      evidence: ['tagMutability', 'tagMutabilityExclusions'],
    },
  },
  fail: {
    'tags that move': { world: only({ tagMutability: 'MUTABLE' }), evidence: ['tagMutability'] },
    'tags that move but for some': {
      world: only({ tagMutability: 'MUTABLE_WITH_EXCLUSION', tagMutabilityExclusions: ['v*'] }),
      evidence: ['tagMutability'],
    },
    'an exclusion of everything': {
      world: only({ tagMutability: 'IMMUTABLE_WITH_EXCLUSION', tagMutabilityExclusions: ['*'] }),
      evidence: ['tagMutabilityExclusions'],
    },
    'an exclusion that is not accepted': {
      world: only({ tagMutability: 'IMMUTABLE_WITH_EXCLUSION', tagMutabilityExclusions: ['dev-*', 'latest'] }),
      params: { forbiddenExclusions: ['*', 'latest'] },
      evidence: ['tagMutabilityExclusions'],
    },
  },
  unknown: { 'a setting that is new': { world: only({ tagMutability: 'SOLID' }), gaps: ['unsupported'] } },
});

const registry = (overrides: Override<'ecr.registry-scanning-configuration'> = {}) =>
  node('ecr.registry-scanning-configuration', 'registry-scanning-configuration', overrides);
const filtered = (frequency: string, ...repositoryFilters: readonly string[]) => ({ rules: [{ frequency, repositoryFilters }] });
const off = repository({ scansOnPush: false });
const byRegistry = ['registry-scanning-configuration.scanType', 'registry-scanning-configuration.rules'];

ruleCases(scan, {
  pass: {
    'everything scanned all the time, whatever the repository says': { world: world(registry(), off), evidence: byRegistry },
    'a filter with a star': { world: world(registry(filtered('SCAN_ON_PUSH', 'shop/*')), off), evidence: byRegistry },
    'a part of the name': { world: world(registry(filtered('SCAN_ON_PUSH', 'web')), off), evidence: byRegistry },
    'the basic kind, asked for by the repository': {
      world: world(registry({ scanType: 'BASIC', rules: [] }), repository()),
      evidence: ['scansOnPush', ...byRegistry],
    },
  },
  fail: {
    'the basic kind, not asked for': {
      world: world(registry({ scanType: 'BASIC', rules: [] }), off),
      evidence: ['scansOnPush', ...byRegistry],
    },
    'a filter for others': { world: world(registry(filtered('CONTINUOUS_SCAN', 'jobs/*')), off), evidence: ['scansOnPush', ...byRegistry] },
    'a name that only begins like a filter with a star': {
      world: world(registry(filtered('CONTINUOUS_SCAN', '*/we')), off),
      evidence: ['scansOnPush', ...byRegistry],
    },
    'by hand only': { world: world(registry(filtered('MANUAL', '*')), off), evidence: ['scansOnPush', ...byRegistry] },
    'the enhanced kind for others, where the word of the repository does not count': {
      world: world(registry(filtered('CONTINUOUS_SCAN', 'jobs/*')), repository()),
      evidence: ['scansOnPush', ...byRegistry],
    },
  },
  unknown: {
    'the registry cannot be read': {
      world: worldWithGaps({ 'ecr.registry-scanning-configuration': denied('ecr:GetRegistryScanningConfiguration') }, repository()),
      gaps: ['denied ecr:GetRegistryScanningConfiguration'],
    },
    'the registry does not tell': { world: world(repository()), gaps: ['no-evidence'] },
    'a kind of scan that is new': { world: world(registry({ scanType: 'TELEPATHIC', rules: [] }), off), gaps: ['unsupported'] },
  },
});
