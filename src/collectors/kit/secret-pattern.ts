/**
 * What values look like that nobody should be able to read who may read a configuration. Only the name of a pattern is ever kept.
 * A value that points to a secret elsewhere is none.
 */
const patterns: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['AWS access key id', /(?:^|[^A-Z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?:$|[^A-Z0-9])/],
  ['private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['connection string with a password', /[a-z][\w+.-]*:\/\/[^:/\s@]*:[^@\s/${}<>]+@/i],
  ['token of a service', /(?:^|[^\w])(?:gh[pousr]_[A-Za-z0-9]{36}|xox[abprs]-[\w-]{10,}|sk_live_[A-Za-z0-9]{16,}|glpat-[\w-]{20})/],
];

/** Names of variables that hold a secret wherever they hold a text. */
const secretNames =
  /(?:^|[_.-])(?:password|passwd|passphrase|pwd|secret|token|api_?key|private_?key|access_?key|secret_?key|credentials?)$|^ECS_ENGINE_AUTH_DATA$/i;

/** A reference, a placeholder, a path, a switch or a number is no secret, whatever the variable is called. */
const harmless =
  /^(?:arn:aws[\w-]*:|\/|https?:\/\/[^@\s]*$|file:|\$\{|\$\(|\{\{|<|%\(|true$|false$|yes$|no$|none$|null$|disabled$|enabled$|\d{1,5}$|\*+$)/i;

/** The name of the pattern that a value matches, or null where it looks like no secret. */
export function secretPatternOf(variable: string, value: string): string | null {
  const [matching] = patterns.find(([, pattern]) => pattern.test(value)) ?? [];
  if (matching !== undefined) return matching;
  const isNamedSecret = secretNames.test(camelParted(variable)) && value.trim().length >= 6 && !harmless.test(value.trim());
  return isNamedSecret ? 'literal value of a variable that is named like a secret' : null;
}

/** `dbPassword` reads like `db_Password`. */
function camelParted(variable: string): string {
  return variable.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
}
