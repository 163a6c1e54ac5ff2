import { DescribeComplianceByConfigRuleCommand, DescribeConfigRulesCommand } from '@aws-sdk/client-config-service';
import { allPages } from '../kit/all-pages.ts';
import { defineCollector, required } from '../kit/define.ts';

export default defineCollector({
  kind: 'config.rule',
  list: {
    action: 'config:DescribeConfigRules',
    fetch: ({ configService }, _input: undefined, token) => configService.send(new DescribeConfigRulesCommand({ NextToken: token })),
    items: (page) => page.ConfigRules,
    next: (page) => page.NextToken,
  },
  id: (rule) => required(rule.ConfigRuleArn, 'ConfigRuleArn'),
  key: (rule) => required(rule.ConfigRuleName, 'ConfigRuleName'),
  name: (rule) => required(rule.ConfigRuleName, 'ConfigRuleName'),
  facts: {
    sourceOwner: (rule) => required(rule.Source?.Owner, 'Source.Owner'),
    sourceIdentifier: (rule) => rule.Source?.SourceIdentifier ?? null,
    state: (rule) => rule.ConfigRuleState ?? null,
  },
  relations: {},
  details: [
    {
      action: 'config:DescribeComplianceByConfigRule',
      facts: ['compliance'],
      batch: 25,
      fetch: async ({ configService }, items) => {
        const names = items.map(({ key }) => key);
        const pages = await allPages(
          (token) => configService.send(new DescribeComplianceByConfigRuleCommand({ ConfigRuleNames: names, NextToken: token })),
          (page) => page.NextToken,
        );
        const told = pages.flatMap((page) => page.ComplianceByConfigRules ?? []);
        const typeOf = new Map(told.map(({ ConfigRuleName, Compliance }) => [ConfigRuleName, Compliance?.ComplianceType]));
        // A rule that was never evaluated is left out of the answer.
        return new Map(names.map((name) => [name, { compliance: typeOf.get(name) ?? null }]));
      },
    },
  ],
});
