import { GetEbsEncryptionByDefaultCommand } from '@aws-sdk/client-ec2';
import { defineCollector, required } from '../kit/define.ts';

export default defineCollector({
  kind: 'ec2.ebs-encryption-by-default',
  list: {
    action: 'ec2:GetEbsEncryptionByDefault',
    fetch: ({ ec2 }, _input: undefined) => ec2.send(new GetEbsEncryptionByDefaultCommand({})),
    items: (page) => [page],
  },
  id: (_setting, scope) => scope.arn('ec2', 'ebs-encryption-by-default'),
  key: () => 'ebs-encryption-by-default',
  facts: { enabled: (setting) => required(setting.EbsEncryptionByDefault, 'EbsEncryptionByDefault') },
  relations: {},
});
