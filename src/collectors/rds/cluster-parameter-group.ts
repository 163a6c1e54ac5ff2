import { DescribeDBClusterParametersCommand } from '@aws-sdk/client-rds';
import { allPages } from '../kit/all-pages.ts';
import { defineCollector } from '../kit/define.ts';
import { oneByOne } from '../kit/one-by-one.ts';
import { distinctNames, parameterFacts, parametersRead } from '../kit/rds/parameters.ts';

/** The parameter groups that clusters use. */
export default defineCollector({
  kind: 'rds.cluster-parameter-group',
  list: {
    action: 'rds:DescribeDBClusterParameters',
    after: ['rds.cluster'],
    requests: (nodes) => [{ input: distinctNames(nodes('rds.cluster').flatMap(({ relations }) => relations.parameterGroup ?? [])) }],
    // The groups are known by those who use them: there is nothing to list.
    fetch: async (_clients, names: readonly string[]) => names,
    items: (names) => names,
  },
  id: (name, scope) => scope.arn('rds', `cluster-pg:${name}`),
  key: (name) => name,
  name: (name) => name,
  facts: {},
  relations: {},
  details: [
    {
      action: 'rds:DescribeDBClusterParameters',
      facts: ['parameters'],
      batch: 1,
      fetch: oneByOne(async ({ rds }, { key }) => {
        const request = { DBClusterParameterGroupName: key, Filters: [...parametersRead], MaxRecords: 100 };
        const pages = await allPages(
          (token) => rds.send(new DescribeDBClusterParametersCommand({ ...request, Marker: token })),
          (page) => page.Marker,
        );
        return parameterFacts(pages.flatMap((page) => page.Parameters ?? []));
      }),
    },
  ],
});
