import { DescribeLifecycleHooksCommand } from '@aws-sdk/client-auto-scaling';
import { defineCollector, required } from '../kit/define.ts';
import { perGroup } from '../kit/autoscaling/per-group.ts';

export default defineCollector({
  kind: 'autoscaling.lifecycle-hook',
  list: {
    action: 'autoscaling:DescribeLifecycleHooks',
    after: ['autoscaling.group'],
    requests: perGroup,
    fetch: ({ autoScaling }, group: string) => autoScaling.send(new DescribeLifecycleHooksCommand({ AutoScalingGroupName: group })),
    items: (page, group) => page.LifecycleHooks?.map((hook) => ({ hook, group })),
  },
  id: ({ hook, group }, scope) =>
    scope.arn('autoscaling', `lifecycleHook/${group}/${required(hook.LifecycleHookName, 'LifecycleHookName')}`),
  key: ({ hook, group }) => `${group}/${required(hook.LifecycleHookName, 'LifecycleHookName')}`,
  name: ({ hook }) => required(hook.LifecycleHookName, 'LifecycleHookName'),
  facts: {
    transition: ({ hook }) => required(hook.LifecycleTransition, 'LifecycleTransition'),
    heartbeatTimeoutSeconds: ({ hook }) => required(hook.HeartbeatTimeout, 'HeartbeatTimeout'),
    defaultResult: ({ hook }) => required(hook.DefaultResult, 'DefaultResult'),
  },
  relations: { group: ({ group }) => group },
});
