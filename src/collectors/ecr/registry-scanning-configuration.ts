import { GetRegistryScanningConfigurationCommand } from '@aws-sdk/client-ecr';
import { defineCollector, required } from '../kit/define.ts';

const key = 'registry-scanning-configuration';

export default defineCollector({
  kind: 'ecr.registry-scanning-configuration',
  list: {
    action: 'ecr:GetRegistryScanningConfiguration',
    fetch: ({ ecr }, _input: undefined) => ecr.send(new GetRegistryScanningConfigurationCommand({})),
    items: ({ scanningConfiguration: configuration }) => (configuration === undefined ? [] : [configuration]),
  },
  id: (_configuration, scope) => scope.arn('ecr', key),
  key: () => key,
  facts: {
    scanType: (configuration) => required(configuration.scanType, 'scanType'),
    rules: (configuration) =>
      (configuration.rules ?? []).map(({ scanFrequency, repositoryFilters }) => ({
        frequency: required(scanFrequency, 'scanFrequency'),
        repositoryFilters: (repositoryFilters ?? []).map(({ filter }) => required(filter, 'filter')),
      })),
  },
  relations: {},
});
