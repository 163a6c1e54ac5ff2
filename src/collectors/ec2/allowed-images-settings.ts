import { GetAllowedImagesSettingsCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';

export default defineCollector({
  kind: 'ec2.allowed-images-settings',
  list: {
    action: 'ec2:GetAllowedImagesSettings',
    fetch: ({ ec2 }, _input: undefined) => ec2.send(new GetAllowedImagesSettingsCommand({})),
    items: (page) => [page],
  },
  id: (_settings, scope) => scope.arn('ec2', 'allowed-images-settings'),
  key: () => 'allowed-images-settings',
  facts: { state: (settings) => required(settings.State, 'State') },
  relations: {},
});
