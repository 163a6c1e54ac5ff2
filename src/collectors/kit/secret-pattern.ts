import { secretPatternsIn } from './ec2/secret-patterns.ts';

/** Names of variables that hold a secret wherever they hold a text. */
const secretNames =
  /(?:^|[_.-])(?:password|passwd|passphrase|pwd|secret|token|(?:api|private|access|secret|encryption|signing)_?key|credentials?)$|^ECS_ENGINE_AUTH_DATA$/i;

/** Keys that are made to be seen: browsers get them. */
const publicNames = /PUBLIC|PUBLISHABLE|^(?:VITE|REACT_APP)_/i;

/** A reference, a placeholder, a path, a switch or a number is no secret, whatever the variable is called. */
const harmless = [
  /^(?:arn:|ssm:|secretsmanager:|file:|\/|\.|[$%]?[{(]|\$|<|__|%)/i,
  /^https?:\/\/[^@\s]*$/i,
  /^[\w.-]+(?:\/[\w.-]+)+$/,
  /^(?:true|false|yes|no|none|null|disabled|enabled|required|optional|default|redacted|placeholder|changeme|\d{1,9}|[*x.]+)$/i,
];

/**
 * What the value of a variable looks like that nobody should be able to read who may read a configuration, or null where it looks
 * like no secret. The value itself is never kept.
 */
export function secretPatternOf(variable: string, value: string): string | null {
  const text = value.trim();
  // The ARN of a secret holds the word.
  const [form] = text.startsWith('arn:') ? [] : secretPatternsIn(text);
  if (form !== undefined) return form;
  const isNamedSecret = secretNames.test(camelParted(variable)) && !publicNames.test(variable);
  const isLiteral = text.length >= 6 && !/\s/.test(text) && !harmless.some((pattern) => pattern.test(text));
  return isNamedSecret && isLiteral ? 'literal value of a variable that is named like a secret' : null;
}

/** `dbPassword` reads like `db_Password`. */
function camelParted(variable: string): string {
  return variable.replace(/([a-z0-9])([A-Z])/g, '$1_$2');
}
