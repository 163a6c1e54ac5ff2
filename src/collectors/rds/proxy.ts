import { DescribeDBProxiesCommand, DescribeDBProxyTargetsCommand } from '@aws-sdk/client-rds';
import { allPages } from '../kit/all-pages.ts';
import { defineCollector, required } from '../kit/define.ts';
import { oneByOne } from '../kit/one-by-one.ts';
import { proxyTargets } from '../kit/rds/proxy-targets.ts';

export default defineCollector({
  kind: 'rds.proxy',
  list: {
    action: 'rds:DescribeDBProxies',
    fetch: ({ rds }, _input: undefined, token) => rds.send(new DescribeDBProxiesCommand({ MaxRecords: 100, Marker: token })),
    items: (page) => page.DBProxies,
    next: (page) => page.Marker,
  },
  id: (proxy) => required(proxy.DBProxyArn, 'DBProxyArn'),
  key: (proxy) => required(proxy.DBProxyName, 'DBProxyName'),
  name: (proxy) => required(proxy.DBProxyName, 'DBProxyName'),
  facts: {
    status: (proxy) => required(proxy.Status, 'Status'),
    requiresTls: (proxy) => proxy.RequireTLS ?? null,
  },
  relations: {
    vpc: (proxy) => proxy.VpcId ?? null,
    subnets: (proxy) => proxy.VpcSubnetIds ?? [],
    securityGroups: (proxy) => proxy.VpcSecurityGroupIds ?? [],
  },
  details: [
    {
      action: 'rds:DescribeDBProxyTargets',
      facts: ['targets', 'instances', 'clusters'],
      batch: 1,
      fetch: oneByOne(async ({ rds }, { key }) => {
        const pages = await allPages(
          (token) => rds.send(new DescribeDBProxyTargetsCommand({ DBProxyName: key, MaxRecords: 100, Marker: token })),
          (page) => page.Marker,
        );
        return proxyTargets(pages.flatMap((page) => page.Targets ?? []));
      }),
    },
  ],
});
