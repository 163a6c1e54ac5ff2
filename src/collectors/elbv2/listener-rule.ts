import { DescribeRulesCommand } from '@aws-sdk/client-elastic-load-balancing-v2';
import { type CollectedNodes, defineCollector, required } from '../kit/define.ts';
import { actionFacts, forwardedGroups, stickyGroups } from '../kit/elbv2/actions.ts';

/** Only Application Load Balancers have rules; a listener whose load balancer is not known is asked. */
function listenersWithRules(nodes: CollectedNodes) {
  const typeByArn = new Map(nodes('elbv2.load-balancer').map(({ key, facts }) => [key, facts.loadBalancerType]));
  return nodes('elbv2.listener').filter(({ relations }) => {
    const type = relations.loadBalancer === undefined ? undefined : typeByArn.get(relations.loadBalancer);
    return type === undefined || type === 'application';
  });
}

export default defineCollector({
  kind: 'elbv2.listener-rule',
  list: {
    action: 'elasticloadbalancing:DescribeRules',
    after: ['elbv2.load-balancer', 'elbv2.listener'],
    requests: (nodes) => listenersWithRules(nodes).map(({ key }) => ({ input: key, parent: { kind: 'elbv2.listener', key } })),
    fetch: ({ elbv2 }, listenerArn: string, token) =>
      elbv2.send(new DescribeRulesCommand({ ListenerArn: listenerArn, PageSize: 400, Marker: token })),
    items: (page, listenerArn) => page.Rules?.map((rule) => ({ rule, listenerArn })),
    next: (page) => page.NextMarker,
  },
  id: ({ rule }) => required(rule.RuleArn, 'RuleArn'),
  facts: {
    priority: ({ rule }) => required(rule.Priority, 'Priority'),
    isDefault: ({ rule }) => required(rule.IsDefault, 'IsDefault'),
    pathPatterns: ({ rule }) =>
      (rule.Conditions ?? []).flatMap((condition) =>
        condition.Field === 'path-pattern' ? (condition.PathPatternConfig?.Values ?? condition.Values ?? []) : [],
      ),
    actions: ({ rule }) => actionFacts(rule.Actions),
    stickyTargetGroupArns: ({ rule }) => stickyGroups(rule.Actions),
  },
  relations: {
    listener: ({ listenerArn }) => listenerArn,
    targetGroups: ({ rule }) => forwardedGroups(rule.Actions),
  },
});
