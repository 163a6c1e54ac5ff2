import { coversPort, type SecurityRule, Type } from '#rule-kit';

export const remoteAccessParams = Type.Object(
  {
    ports: Type.Array(Type.Integer({ minimum: 1, maximum: 65_535 }), {
      minItems: 1,
      default: [22, 3389],
      description: 'Ports for the administration of machines: SSH and RDP (Security Hub EC2.13 and EC2.14).',
    }),
  },
  { additionalProperties: false },
);

/** Whether the rule opens one of the ports over TCP. */
export function opensRemoteAccess(rule: SecurityRule, ports: readonly number[]): boolean {
  return ports.some((port) => coversPort(rule, { port, transport: 'tcp' }));
}
