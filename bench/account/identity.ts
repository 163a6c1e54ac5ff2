import type { Makers } from './node.ts';
import { upTo } from './service.ts';

const statement = {
  effect: 'Allow',
  actions: ['s3:GetObject'],
  notActions: [],
  resources: ['arn:aws:s3:::assets/*'],
  notResources: [],
  isConditional: false,
};

export const identityMakers: Pick<Makers, 'iam.instance-profile' | 'iam.policy' | 'iam.role' | 'iam.role-policy' | 'ssm.managed-instance'> =
  {
    'iam.instance-profile': ({ account, name }) => [
      { key: name, arn: `arn:aws:iam::${account}:instance-profile/${name}`, name, facts: {}, relations: { roles: [name] } },
    ],
    'iam.policy': ({ account, name }) => {
      const key = `arn:aws:iam::${account}:policy/${name}`;
      return [{ key, arn: key, facts: { statements: [statement] }, relations: {} }];
    },
    'iam.role': ({ account, name }) => [
      {
        key: name,
        arn: `arn:aws:iam::${account}:role/${name}`,
        name,
        facts: {},
        relations: { policies: [`arn:aws:iam::${account}:policy/${name}`], boundary: null },
      },
    ],
    'iam.role-policy': ({ account, name }) => [
      {
        key: `${name}/own`,
        arn: `arn:aws:iam::${account}:role-policy/${name}/own`,
        facts: { statements: [statement] },
        relations: { role: name },
      },
    ],
    'ssm.managed-instance': (service) =>
      upTo(service.instanceCount).map((number) => {
        const key = service.id('i', number);
        return {
          key,
          arn: ['ssm', `managed-instance/${key}`],
          facts: { pingStatus: 'Online', lastPingAt: '2026-11-01T08:00:00.000Z', patches: null },
          relations: { instance: key },
        };
      }),
  };
