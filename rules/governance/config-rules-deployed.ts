import { defineRule, matching, offenders, some, Type } from '#rule-kit';

export default defineRule({
  id: 'governance.config-rules-deployed',
  title: 'AWS Config watches over the settings that keep the workload available',
  severity: 'low',
  environments: 'all',
  ruleset: 'strict',
  invariants: ['config-rules-deployed'],
  references: ['wa:REL06-BP01', 'wa:SEC04-BP01'],
  why: 'Between two scans a standby is switched off or a port is opened, and nobody is told.',
  params: Type.Object(
    {
      rules: Type.Array(Type.String(), {
        default: [
          'RDS_MULTI_AZ_SUPPORT',
          'RDS_STORAGE_ENCRYPTED',
          'ELASTICACHE_REDIS_CLUSTER_AUTOMATIC_BACKUP_CHECK',
          'ALB_HTTP_TO_HTTPS_REDIRECTION_CHECK',
          'VPC_SG_OPEN_ONLY_TO_AUTHORIZED_PORTS',
        ],
        description: 'Identifiers of managed rules, as AWS Config lists them, or names of your own rules.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'config.recorder',
  reads: ['config.rule', 'ec2.vpc'],
  // A region in which nothing of the account's own stands has nothing to watch over.
  appliesTo: (_settings, { all }) => some(all('ec2.vpc'), ({ isDefault }) => !isDefault),
  check(settings, { all, params, pass, fail, seeDerived }) {
    const isWanted = (rule: { readonly key: string; readonly sourceIdentifier: string | null }, names = params.rules) =>
      names.includes(rule.key) || (rule.sourceIdentifier !== null && names.includes(rule.sourceIdentifier));
    const broken = offenders(all('config.rule'), (rule) => isWanted(rule) && rule.compliance === 'NON_COMPLIANT');
    if (broken !== null) {
      const names = broken.map(({ key }) => key).sort();
      return fail(seeDerived(settings, 'brokenRules', names, [], 'what AWS Config tells of each'), `Resources break ${names.join(', ')}`);
    }
    const deployed = matching(all('config.rule'), (rule) => isWanted(rule) && ['ACTIVE', 'EVALUATING'].includes(rule.state ?? ''));
    const missing = params.rules.filter((name) => !deployed.some((rule) => isWanted(rule, [name])));
    const how = 'the rules of the region, by identifier and name';
    const seen = seeDerived(settings, 'missingRules', missing, [], how);
    return missing.length === 0 ? pass(seen) : fail(seen, `The region has no ${missing.join(', ')}`);
  },
  fix: ({ region }, { sh, params }) => ({
    cli: sh`aws configservice put-config-rule --config-rule ${`{"ConfigRuleName":"<name>","Source":{"Owner":"AWS","SourceIdentifier":"${params.rules[0] ?? '<identifier>'}"}}`} --region ${region}`,
    terraform: 'aws_config_config_rule { source { owner = "AWS", source_identifier = … } } for each of them',
    cloudformation: 'AWS::Config::ConfigRule: { Source: { Owner: AWS, SourceIdentifier: … } } for each of them',
    effect: 'Each evaluation is charged for. A rule that finds resources that break it names them in the console.',
  }),
});
