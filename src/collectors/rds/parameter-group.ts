import { DescribeDBParametersCommand } from '@aws-sdk/client-rds';
import { allPages } from '../kit/all-pages.ts';
import { defineCollector } from '../kit/define.ts';
import { oneByOne } from '../kit/one-by-one.ts';
import { distinctNames, parameterFacts, parametersRead } from '../kit/rds/parameters.ts';

/** The parameter groups that instances use. */
export default defineCollector({
  kind: 'rds.parameter-group',
  list: {
    action: 'rds:DescribeDBParameters',
    after: ['rds.instance'],
    requests: (nodes) => [{ input: distinctNames(nodes('rds.instance').flatMap(({ relations }) => relations.parameterGroups ?? [])) }],
    // The groups are known by those who use them: there is nothing to list.
    fetch: async (_clients, names: readonly string[]) => names,
    items: (names) => names,
  },
  id: (name, scope) => scope.arn('rds', `pg:${name}`),
  key: (name) => name,
  name: (name) => name,
  facts: {},
  relations: {},
  details: [
    {
      action: 'rds:DescribeDBParameters',
      facts: ['parameters'],
      batch: 1,
      fetch: oneByOne(async ({ rds }, { key }) => {
        const request = { DBParameterGroupName: key, Filters: [...parametersRead], MaxRecords: 100 };
        const pages = await allPages(
          (token) => rds.send(new DescribeDBParametersCommand({ ...request, Marker: token })),
          (page) => page.Marker,
        );
        return parameterFacts(pages.flatMap((page) => page.Parameters ?? []));
      }),
    },
  ],
});
