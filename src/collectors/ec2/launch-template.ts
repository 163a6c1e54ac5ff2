import { DescribeLaunchTemplatesCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';
import { operatorPrincipal } from '../kit/ec2/operator-principal.ts';
import { tagMap } from '../kit/values.ts';

export default defineCollector({
  kind: 'ec2.launch-template',
  list: {
    action: 'ec2:DescribeLaunchTemplates',
    fetch: ({ ec2 }, _input: undefined, token) =>
      ec2.send(new DescribeLaunchTemplatesCommand({ MaxResults: 200, IncludeManagedResources: true, NextToken: token })),
    items: (page) => page.LaunchTemplates,
    next: (page) => page.NextToken,
  },
  id: (template, scope) => scope.arn('ec2', `launch-template/${required(template.LaunchTemplateId, 'LaunchTemplateId')}`),
  key: (template) => required(template.LaunchTemplateId, 'LaunchTemplateId'),
  name: (template) => required(template.LaunchTemplateName, 'LaunchTemplateName'),
  facts: {
    defaultVersion: (template) => required(template.DefaultVersionNumber, 'DefaultVersionNumber'),
    latestVersion: (template) => required(template.LatestVersionNumber, 'LatestVersionNumber'),
    operatorPrincipal: (template) => operatorPrincipal(template.Operator),
    tags: (template) => tagMap(template.Tags),
  },
  relations: {},
});
