import { describe, expect, it } from 'vitest';
import chainToApp from '../../rules/security-groups/chain-to-app.ts';
import { judgeAll } from '../../src/engine/evaluate.ts';
import { defaultParams } from '../../src/engine/params.ts';
import { Graph } from '../../src/graph/graph.ts';
import type { NodeRecord, Snapshot } from '../../src/model/snapshot.ts';
import { roles } from '../../src/topology/tier-index.ts';
import { deriveTopology } from '../../src/topology/topology.ts';
import { Workloads } from '../../src/topology/workloads.ts';
import { answer, derived } from '../kit/derived.ts';
import { albGroup, appGroup, balancer, database, group, rule, stack, subnets, targetGroup, targetGroupArn } from '../kit/security-world.ts';
import { account, denied, node, type Override, region, world, worldWithGaps } from '../kit/world.ts';

const here = { account, region };
const service = (overrides: Override<'ecs.service'> = {}, key = 'shop/web') => node('ecs.service', key, overrides, { name: 'web' });
const behindNothing = { loadBalancers: [], targetGroups: [] };
const entry = {
  targetGroupArn,
  loadBalancerName: null,
  containerName: 'web',
  containerPort: 9090,
  alternateTargetGroupArn: null,
  productionListenerRule: null,
  testListenerRule: null,
};

function rolesOf(snapshot: Snapshot, groupId: string): Record<string, unknown> {
  const { tiers } = derived(snapshot);
  return Object.fromEntries(
    roles.flatMap((role) => {
      const serves = answer(() => tiers.groupServes(groupId, here, role));
      return serves === false ? [] : [[role, serves]];
    }),
  );
}

describe('the tasks of a service', () => {
  it('are the app tier behind a load balancer of any kind, workers without one', () => {
    expect(rolesOf(world(service()), 'sg-app')).toEqual({ app: true });
    expect(rolesOf(world(service({ loadBalancers: [{ ...entry, targetGroupArn: null, loadBalancerName: 'old' }] })), 'sg-app')).toEqual({
      app: true,
    });
    expect(rolesOf(world(service(behindNothing)), 'sg-app')).toEqual({ worker: true });
  });

  it('are not there yet, and count, where the service is scaled to zero', () => {
    expect(rolesOf(world(service({ desiredCount: 0, runningCount: 0 })), 'sg-app')).toEqual({ app: true });
  });

  it('carry the default group of their VPC where the service names none', () => {
    const groups = [group('sg-default', [], { groupName: 'default' }), group('sg-other', [], { groupName: 'default', vpc: 'vpc-2' })];
    const snapshot = stack(service({ securityGroups: [] }), ...groups, ...subnets);
    expect(rolesOf(snapshot, 'sg-default')).toEqual({ app: true });
    expect(rolesOf(snapshot, 'sg-other')).toEqual({});
  });

  it('carry nothing on the network of their instance, and none start once the service is draining', () => {
    expect(rolesOf(world(service({ network: null, subnets: [], securityGroups: [] })), 'sg-app')).toEqual({});
    expect(rolesOf(world(service({ status: 'DRAINING' })), 'sg-app')).toEqual({});
  });

  it('may carry any group where services are not listed or not described', () => {
    expect(rolesOf(worldWithGaps({ 'ecs.service': denied('ecs:ListServices') }), 'sg-app')).toEqual({
      app: { gaps: ['denied ecs:ListServices'] },
      worker: { gaps: ['denied ecs:ListServices'] },
    });
    const refused = denied('ecs:DescribeServices');
    expect(rolesOf(world(service({ status: refused, network: refused, loadBalancers: refused })), 'sg-app')).toMatchObject({
      app: { gaps: ['denied ecs:DescribeServices'] },
    });
  });
});

describe('the ports of a service', () => {
  const portsOf = (...nodes: readonly NodeRecord[]) => {
    const { targetPorts } = derived(stack(...nodes));
    return answer(() =>
      [...targetPorts.of('sg-app', here)].map(
        ({ port, purpose, targetGroup: { key } }) => `${port} ${purpose} ${key.split('/').at(-2) ?? ''}`,
      ),
    );
  };

  it('are those of its container, whatever its target group was made with', () => {
    expect(portsOf(targetGroup({ targetType: 'ip' }), service({ loadBalancers: [entry] }))).toEqual(['9090 traffic web']);
    expect(portsOf(targetGroup({ targetType: 'ip', healthCheckPort: '9091' }), service({ loadBalancers: [entry] }))).toEqual([
      '9090 traffic web',
      '9091 health check web',
    ]);
  });

  it('are the same for the group that a blue/green deployment shifts to', () => {
    const green = targetGroupArn.replace('/web/', '/green/');
    const both = { loadBalancers: [{ ...entry, alternateTargetGroupArn: green }], targetGroups: [targetGroupArn, green] };
    const nodes = [targetGroup({ targetType: 'ip' }), node('elbv2.target-group', green, { targetType: 'ip' }), service(both)];
    expect(portsOf(...nodes)).toEqual(['9090 traffic green', '9090 traffic web']);
  });
});

describe('the chain of a stack on Fargate', () => {
  const statusOf = (...rules: readonly ReturnType<typeof rule>[]) => {
    const { header, nodes } = stack(balancer(), targetGroup({ targetType: 'ip' }), service(), ...subnets, albGroup(), appGroup([...rules]));
    const graph = new Graph(header, nodes, { actionsOf: () => [] });
    const run = { graph, topology: deriveTopology(graph), asOf: Date.parse(header.finishedAt), declaredBootSecondsOf: () => null };
    const crash = (_rule: string, _resource: string, error: unknown) => {
      throw error;
    };
    return [...judgeAll(chainToApp, defaultParams(chainToApp), run, crash)].map(({ outcome }) => outcome.status);
  };

  it('is judged before any task runs', () => {
    expect(statusOf(rule('sg-alb', 8080))).toEqual(['pass']);
    expect(statusOf(rule('10.0.11.0/24', 8080), rule('10.0.12.0/24', 8080))).toEqual(['pass']);
    expect(statusOf(rule('sg-alb', 80))).toEqual(['fail']);
    expect(statusOf(rule('sg-other', 8080))).toEqual(['fail']);
  });

  it('leads to the database from the subnets and groups of the service', () => {
    const open = stack(service(), database(), ...subnets, appGroup(), group('sg-data', [rule('sg-app', 5432)]));
    const byBlock = stack(service(), database(), ...subnets, appGroup(), group('sg-data', [rule('10.0.21.0/24', 5432)]));
    const shut = stack(service(), database(), ...subnets, appGroup(), group('sg-data', [rule('sg-other', 5432)]));
    const end = { groups: ['sg-data'], subnets: ['subnet-data-a'], place: here };
    expect([open, byBlock, shut].map((each) => derived(each).securityPaths.isReachable(end, 5432))).toEqual([true, true, false]);
  });

  it('stands in the subnets of the service', () => {
    const { subnetTiers, view } = derived(stack(node('ec2.vpc', 'vpc-1'), service(), ...subnets));
    expect([...subnetTiers.subnetsOf('app', view('ec2.vpc', 'vpc-1'))].map(({ key }) => key)).toEqual(['subnet-app-a', 'subnet-app-b']);
  });
});

describe('the workload of a service', () => {
  const definition = 'arn:aws:ecs:eu-west-1:111111111111:task-definition/web:7';
  const task = 'arn:aws:ecs:eu-west-1:111111111111:task/shop/1';
  const nodes = [
    balancer(),
    targetGroup(),
    service(),
    appGroup(),
    ...subnets,
    node('ec2.vpc', 'vpc-1'),
    node('ecs.task-definition', definition),
    node('ecs.task', task),
    node('applicationautoscaling.policy', 'service/shop/web#requests'),
    service(behindNothing, 'shop/jobs'),
  ];
  const { header, nodes: sorted } = stack(...nodes);
  const graph = new Graph(header, sorted, { actionsOf: () => [] });
  const workloads = new Workloads(graph, deriveTopology(graph), []);

  it('is that of its load balancer, with the service as the app tier', () => {
    const [web, ...others] = workloads.all;
    expect(others).toEqual([]);
    expect(web?.tiers.app).toEqual(['arn:aws:ecs:eu-west-1:111111111111:service/shop/web']);
    expect(web?.placement.find(({ resource }) => resource.endsWith('/shop/web'))?.zones).toEqual(['euw1-az1', 'euw1-az2']);
  });

  it('is also that of what it brings along, and of other services of the VPC', () => {
    const namesOf = (kind: NodeRecord['kind'], key: string) =>
      (['ecs.service', 'ecs.task', 'ecs.task-definition', 'ec2.security-group', 'applicationautoscaling.policy'] as const)
        .filter((each) => each === kind)
        .flatMap((each) => [...graph.known(each)].filter((view) => view.key === key).map((view) => workloads.namesOf(view)));
    expect(namesOf('ecs.task-definition', definition)).toEqual([['web']]);
    expect(namesOf('ecs.task', task)).toEqual([['web']]);
    expect(namesOf('applicationautoscaling.policy', 'service/shop/web#requests')).toEqual([['web']]);
    expect(namesOf('ec2.security-group', 'sg-app')).toEqual([['web']]);
    expect(namesOf('ecs.service', 'shop/jobs')).toEqual([['web']]);
  });
});
