import { DescribeTargetHealthCommand, type TargetHealthDescription } from '@aws-sdk/client-elastic-load-balancing-v2';
import { defineCollector, required } from '../kit/define.ts';

interface Registration {
  readonly registered: TargetHealthDescription;
  readonly groupArn: string;
}

function targetId({ registered }: Registration): string {
  return required(registered.Target?.Id, 'Target.Id');
}

/** One instance may stand in a group several times, on several ports. Lambda targets have none. */
function registration(item: Registration): string {
  return `${targetId(item)}:${item.registered.Target?.Port ?? ''}`;
}

export default defineCollector({
  kind: 'elbv2.target-health',
  list: {
    action: 'elasticloadbalancing:DescribeTargetHealth',
    after: ['elbv2.target-group'],
    // Groups without a load balancer too: who is registered there by hand is worth knowing.
    requests: (nodes) => nodes('elbv2.target-group').map(({ key }) => ({ input: key, parent: { kind: 'elbv2.target-group', key } })),
    fetch: ({ elbv2 }, groupArn: string) => elbv2.send(new DescribeTargetHealthCommand({ TargetGroupArn: groupArn })),
    items: (page, groupArn) => page.TargetHealthDescriptions?.map((registered) => ({ registered, groupArn })),
  },
  id: (item) => `${item.groupArn.replace(':targetgroup/', ':target/')}/${registration(item)}`,
  key: (item) => `${item.groupArn}#${registration(item)}`,
  facts: {
    targetId: (item) => targetId(item),
    port: ({ registered }) => registered.Target?.Port ?? null,
    zoneName: ({ registered }) => registered.Target?.AvailabilityZone ?? null,
    state: ({ registered }) => required(registered.TargetHealth?.State, 'TargetHealth.State'),
    reason: ({ registered }) => registered.TargetHealth?.Reason ?? null,
  },
  relations: {
    targetGroup: ({ groupArn }) => groupArn,
    instance: (item) => (/^i-[0-9a-f]+$/.test(targetId(item)) ? targetId(item) : null),
  },
});
