import { GetInstanceMetadataDefaultsCommand } from '@aws-sdk/client-ec2';
import { defineCollector } from '../kit/define.ts';

/** AWS says either nothing or `no-preference` where the account has set none. */
const preference = (value: string | undefined) => (value === undefined || value === 'no-preference' ? null : value);

export default defineCollector({
  kind: 'ec2.instance-metadata-defaults',
  list: {
    action: 'ec2:GetInstanceMetadataDefaults',
    fetch: ({ ec2 }, _input: undefined) => ec2.send(new GetInstanceMetadataDefaultsCommand({})),
    items: (page) => [page.AccountLevel ?? {}],
  },
  id: (_defaults, scope) => scope.arn('ec2', 'instance-metadata-defaults'),
  key: () => 'instance-metadata-defaults',
  facts: {
    httpTokens: (defaults) => preference(defaults.HttpTokens),
    httpEndpoint: (defaults) => preference(defaults.HttpEndpoint),
    httpTokensEnforced: (defaults) => preference(defaults.HttpTokensEnforced),
    managedBy: (defaults) => defaults.ManagedBy ?? null,
  },
  relations: {},
});
