const policies: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/service control polic/i, 'service control policy (SCP)'],
  [/resource control polic/i, 'resource control policy (RCP)'],
  [/permissions? boundar/i, 'permissions boundary'],
  [/session polic/i, 'session policy'],
  [/VPC endpoint polic/i, 'VPC endpoint policy'],
  [/resource-based polic/i, 'resource policy'],
  [/identity-based polic/i, 'identity policy'],
];

/**
 * Which policy refuses an action, in plain words, from AWS's sentence about it.
 *
 * Source: "Troubleshoot access denied error messages" in the IAM user guide. Services that do not name the
 * policy yet say only that the call is not authorized.
 */
export function describeDenial(action: string, message: string): string {
  const name = policies.find(([pattern]) => pattern.test(message))?.[1];
  if (name === undefined) return `${action} is not allowed; AWS does not say by which policy.`;
  return /explicit deny/i.test(message)
    ? `${action} is denied by a ${name}.`.replace('a identity', 'an identity')
    : `No ${name} allows ${action}.`;
}
