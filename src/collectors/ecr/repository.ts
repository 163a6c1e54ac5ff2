import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr';
import { defineCollector, required } from '../kit/define.ts';
import { isoTime } from '../kit/values.ts';

export default defineCollector({
  kind: 'ecr.repository',
  list: {
    action: 'ecr:DescribeRepositories',
    fetch: ({ ecr }, _input: undefined, token) => ecr.send(new DescribeRepositoriesCommand({ maxResults: 1000, nextToken: token })),
    items: (page) => page.repositories,
    next: (page) => page.nextToken,
  },
  id: (repository) => required(repository.repositoryArn, 'repositoryArn'),
  key: (repository) => required(repository.repositoryName, 'repositoryName'),
  name: (repository) => required(repository.repositoryName, 'repositoryName'),
  facts: {
    uri: (repository) => required(repository.repositoryUri, 'repositoryUri'),
    tagMutability: (repository) => required(repository.imageTagMutability, 'imageTagMutability'),
    tagMutabilityExclusions: (repository) =>
      (repository.imageTagMutabilityExclusionFilters ?? []).map(({ filter }) => required(filter, 'filter')),
    scansOnPush: (repository) => repository.imageScanningConfiguration?.scanOnPush === true,
    createdAt: (repository) => isoTime(repository.createdAt),
  },
  relations: {},
});
