import { describe, expect, it } from 'vitest';
import listenerRule from '../../src/collectors/elbv2/listener-rule.ts';
import listener from '../../src/collectors/elbv2/listener.ts';
import loadBalancer from '../../src/collectors/elbv2/load-balancer.ts';
import targetGroup from '../../src/collectors/elbv2/target-group.ts';
import targetHealth from '../../src/collectors/elbv2/target-health.ts';
import { mapOne, mapPage, misfits } from '../kit/mapping.ts';

const arn = (resource: string) => `arn:aws:elasticloadbalancing:us-east-1:123456789012:${resource}`;
const tgA = arn('targetgroup/a/1');
const tgB = arn('targetgroup/b/2');

describe('elbv2.load-balancer', () => {
  it('reads a Gateway Load Balancer, which has neither scheme nor security groups', () => {
    const draft = mapOne(loadBalancer, {
      LoadBalancers: [
        {
          LoadBalancerArn: arn('loadbalancer/gwy/g/1'),
          LoadBalancerName: 'g',
          Type: 'gateway',
          VpcId: 'vpc-1',
          State: { Code: 'provisioning' },
          AvailabilityZones: [{ ZoneName: 'us-east-1a', SubnetId: 'subnet-1' }],
        },
      ],
    });
    expect(misfits(draft)).toEqual([]);
    expect(draft).toMatchObject({
      id: arn('loadbalancer/gwy/g/1'),
      key: arn('loadbalancer/gwy/g/1'),
      name: 'g',
      gaps: {},
      facts: { scheme: null, state: 'provisioning', zones: [{ zoneName: 'us-east-1a', subnetId: 'subnet-1', outpostId: null }] },
      relations: { vpc: 'vpc-1', subnets: ['subnet-1'], securityGroups: [] },
    });
  });
});

describe('elbv2.listener', () => {
  const read = (fields: object) => {
    const draft = mapOne(listener, {
      Listeners: [{ ListenerArn: arn('listener/app/w/1/2'), LoadBalancerArn: arn('loadbalancer/app/w/1'), ...fields }],
    });
    expect(misfits(draft)).toEqual([]);
    expect(draft.gaps).toEqual({});
    return draft;
  };

  it('reads every group of a weighted forward, whose own TargetGroupArn is absent', () => {
    const { facts, relations } = read({
      Protocol: 'HTTPS',
      Port: 443,
      DefaultActions: [
        {
          Type: 'authenticate-oidc',
          Order: 1,
          AuthenticateOidcConfig: { Issuer: 'https://idp.example', ClientId: 'client', ClientSecret: 'hunter2' },
        },
        {
          Type: 'forward',
          Order: 2,
          ForwardConfig: {
            TargetGroups: [
              { TargetGroupArn: tgA, Weight: 100 },
              { TargetGroupArn: tgB, Weight: 0 },
            ],
          },
        },
      ],
    });
    expect(facts['defaultActions']).toEqual([
      { actionType: 'authenticate-oidc', order: 1, targetGroups: [], redirect: null },
      {
        actionType: 'forward',
        order: 2,
        targetGroups: [
          { arn: tgA, weight: 100 },
          { arn: tgB, weight: 0 },
        ],
        redirect: null,
      },
    ]);
    expect(relations['targetGroups']).toEqual([tgA, tgB]);
    expect(JSON.stringify(facts)).not.toContain('hunter2');
  });

  it('names a group once where both spellings are sent', () => {
    const { facts, relations } = read({
      DefaultActions: [{ Type: 'forward', TargetGroupArn: tgA, ForwardConfig: { TargetGroups: [{ TargetGroupArn: tgA, Weight: 1 }] } }],
    });
    expect(relations['targetGroups']).toEqual([tgA]);
    expect(facts['defaultActions']).toEqual([
      { actionType: 'forward', order: null, targetGroups: [{ arn: tgA, weight: 1 }], redirect: null },
    ]);
  });

  it('tells the groups between which a client is not moved, where there is another to move it to', () => {
    const sticky = (Enabled: boolean, ...groups: readonly string[]) =>
      read({
        DefaultActions: [
          {
            Type: 'forward',
            ForwardConfig: {
              TargetGroups: groups.map((TargetGroupArn) => ({ TargetGroupArn, Weight: 1 })),
              TargetGroupStickinessConfig: { Enabled, DurationSeconds: 3600 },
            },
          },
        ],
      }).facts['stickyTargetGroupArns'];
    expect(sticky(true, tgA, tgB)).toEqual([tgA, tgB]);
    expect(sticky(false, tgA, tgB)).toEqual([]);
    expect(sticky(true, tgA)).toEqual([]);
    expect(read({ DefaultActions: [{ Type: 'forward', TargetGroupArn: tgA }] }).facts['stickyTargetGroupArns']).toEqual([]);
  });

  it('takes the single group of an action without ForwardConfig', () => {
    expect(read({ DefaultActions: [{ Type: 'forward', TargetGroupArn: tgB }] }).relations['targetGroups']).toEqual([tgB]);
  });

  it('keeps where a redirect goes as written', () => {
    const { facts } = read({
      DefaultActions: [{ Type: 'redirect', RedirectConfig: { Protocol: '#{protocol}', Port: '443', StatusCode: 'HTTP_301' } }],
    });
    expect(facts['defaultActions']).toEqual([
      { actionType: 'redirect', order: null, targetGroups: [], redirect: { protocol: '#{protocol}', port: '443', statusCode: 'HTTP_301' } },
    ]);
  });

  it('has no port behind a Gateway Load Balancer', () => {
    expect(read({}).facts).toMatchObject({ port: null, protocol: null, sslPolicy: null, defaultActions: [] });
  });
});

describe('elbv2.listener-rule', () => {
  it('belongs to the listener it was asked for', () => {
    const page = {
      Rules: [
        {
          RuleArn: arn('listener-rule/app/w/1/2/3'),
          Priority: 'default',
          IsDefault: true,
          Actions: [{ Type: 'forward', TargetGroupArn: tgA }],
        },
      ],
    };
    expect(mapOne(listenerRule, page, arn('listener/app/w/1/2'))).toMatchObject({
      gaps: {},
      facts: { priority: 'default', isDefault: true, pathPatterns: [] },
      relations: { listener: arn('listener/app/w/1/2'), targetGroups: [tgA] },
    });
  });

  it('tells the paths it looks at, in both spellings', () => {
    const read = (...Conditions: readonly object[]) =>
      mapOne(listenerRule, { Rules: [{ RuleArn: arn('listener-rule/app/w/1/2/4'), Priority: '1', IsDefault: false, Conditions }] }).facts;
    const challenge = '/.well-known/acme-challenge/*';
    const hosts = { Field: 'host-header', HostHeaderConfig: { Values: ['www.example.com'] } };
    expect(read(hosts, { Field: 'path-pattern', Values: [challenge], PathPatternConfig: { Values: [challenge] } })).toMatchObject({
      pathPatterns: [challenge],
    });
    expect(read({ Field: 'path-pattern', Values: [challenge] })).toMatchObject({ pathPatterns: [challenge] });
    expect(read(hosts)).toMatchObject({ pathPatterns: [] });
  });
});

describe('elbv2.target-group', () => {
  it('reads a group for a function: no port, no protocol, no VPC, checks off', () => {
    const draft = mapOne(targetGroup, {
      TargetGroups: [{ TargetGroupArn: tgA, TargetGroupName: 'a', TargetType: 'lambda', HealthCheckEnabled: false, LoadBalancerArns: [] }],
    });
    expect(misfits(draft)).toEqual([]);
    expect(draft).toMatchObject({
      gaps: {},
      facts: { port: null, protocol: null, healthCheckEnabled: false, matcher: null },
      relations: { vpc: null, loadBalancers: [] },
    });
  });

  it('reads the codes of gRPC', () => {
    const { facts } = mapOne(targetGroup, {
      TargetGroups: [
        {
          TargetGroupArn: tgA,
          TargetGroupName: 'a',
          TargetType: 'ip',
          ProtocolVersion: 'GRPC',
          HealthCheckEnabled: true,
          Matcher: { GrpcCode: '12' },
        },
      ],
    });
    expect(facts['matcher']).toBe('12');
  });
});

describe('elbv2.target-health', () => {
  const read = (...targets: readonly object[]) => mapPage(targetHealth, { TargetHealthDescriptions: targets }, tgA);

  it('keeps one instance on two ports apart', () => {
    const drafts = read(
      { Target: { Id: 'i-0123456789abcdef0', Port: 80 }, TargetHealth: { State: 'healthy' } },
      { Target: { Id: 'i-0123456789abcdef0', Port: 8080 }, TargetHealth: { State: 'unused', Reason: 'Target.NotInUse' } },
    );
    expect(drafts.flatMap(misfits)).toEqual([]);
    expect(drafts.map(({ key }) => key)).toEqual([`${tgA}#i-0123456789abcdef0:80`, `${tgA}#i-0123456789abcdef0:8080`]);
    expect(drafts.map(({ id }) => id)).toEqual([arn('target/a/1/i-0123456789abcdef0:80'), arn('target/a/1/i-0123456789abcdef0:8080')]);
    expect(drafts.map(({ relations }) => relations)).toEqual([
      { targetGroup: tgA, instance: 'i-0123456789abcdef0' },
      { targetGroup: tgA, instance: 'i-0123456789abcdef0' },
    ]);
    expect(drafts[1]?.facts).toEqual({
      targetId: 'i-0123456789abcdef0',
      port: 8080,
      zoneName: null,
      state: 'unused',
      reason: 'Target.NotInUse',
    });
  });

  it('takes addresses, functions and load balancers for no instance', () => {
    const drafts = read(
      { Target: { Id: '10.0.1.7', Port: 80, AvailabilityZone: 'all' }, TargetHealth: { State: 'healthy' } },
      {
        Target: { Id: 'arn:aws:lambda:us-east-1:123456789012:function:f' },
        TargetHealth: { State: 'unavailable', Reason: 'Target.HealthCheckDisabled' },
      },
      { Target: { Id: arn('loadbalancer/app/w/1'), Port: 443 }, TargetHealth: { State: 'initial' } },
    );
    expect(drafts.map(({ relations }) => relations['instance'])).toEqual([null, null, null]);
    expect(drafts.flatMap(({ gaps }) => Object.keys(gaps))).toEqual([]);
  });
});
