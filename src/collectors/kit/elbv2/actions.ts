import type { Action } from '@aws-sdk/client-elastic-load-balancing-v2';
import type { Facts } from '../../../model/kinds.ts';
import { required } from '../define.ts';

type ListenerAction = Facts<'elbv2.listener'>['defaultActions'][number];

/** `TargetGroupArn` stands alone only while an action forwards to a single group; `ForwardConfig` always lists all. */
function forwardTargets(action: Action): ListenerAction['targetGroups'] {
  const groups = action.ForwardConfig?.TargetGroups ?? [];
  if (groups.length === 0) return action.TargetGroupArn === undefined ? [] : [{ arn: action.TargetGroupArn, weight: null }];
  return groups.map((group) => ({ arn: required(group.TargetGroupArn, 'TargetGroupArn'), weight: group.Weight ?? null }));
}

export function actionFacts(actions: readonly Action[] | undefined): readonly ListenerAction[] {
  return (actions ?? []).map((action) => ({
    actionType: required(action.Type, 'Action.Type'),
    order: action.Order ?? null,
    targetGroups: forwardTargets(action),
    redirect:
      action.RedirectConfig === undefined
        ? null
        : {
            protocol: action.RedirectConfig.Protocol ?? null,
            port: action.RedirectConfig.Port ?? null,
            statusCode: action.RedirectConfig.StatusCode ?? null,
          },
  }));
}

/** Every group that one of the actions forwards to, whatever its weight. */
export function forwardedGroups(actions: readonly Action[] | undefined): readonly string[] {
  return [...new Set((actions ?? []).flatMap((action) => forwardTargets(action).map(({ arn }) => arn)))];
}

/** The groups of actions that keep a client with the group it got first. Alone, a group is all there is to stay with. */
export function stickyGroups(actions: readonly Action[] | undefined): readonly string[] {
  const sticky = (actions ?? []).filter(({ ForwardConfig }) => ForwardConfig?.TargetGroupStickinessConfig?.Enabled === true);
  return sticky.flatMap((action) => {
    const groups = forwardTargets(action);
    return groups.length > 1 ? groups.map(({ arn }) => arn) : [];
  });
}
