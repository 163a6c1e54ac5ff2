/** What gives a secret away by its form alone. Lengths are bounded: user data of a megabyte must not take seconds. */
const forms: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['AWS access key id', /\b(?:AKIA|ASIA)(?![A-Z0-9]*EXAMPLE)[A-Z0-9]{16}\b/],
  ['AWS secret access key', /aws_?secret_?access_?key["']?[ \t]*[:=][ \t]*["']?(?![A-Za-z0-9/+]*EXAMPLE)[A-Za-z0-9/+]{40}/i],
  ['private key', /-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----/],
  ['password in a URL', /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s:/@"'$<{%]{1,100}:[^\s:/@"'$<{%]{3,200}@/i],
  ['access token of a service', /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40}|glpat-[\w-]{20}|xox[abprs]-[\w-]{20}|sk_live_\w{20})/],
];

const assignment =
  /(?:password|passwd|passphrase|pwd|secret|token|api[_-]?key)["']?[ \t]*(?::=|[:=])(?!=)[ \t]*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"']+))/gi;

/** A value looked up elsewhere, called for, or standing for another one. */
const lookups: readonly RegExp[] = [
  // A variable, a substitution, a template, a placeholder.
  /^[$`<{(%&*@!|>\\]|\$\{|\$\(|\{\{|__|^(?:x+|\*+|\.+)$/i,
  // A call or an element of something.
  /[([]/,
  // A cmdlet.
  /^[A-Z][a-z]+-[A-Z]/,
  // The name or the ARN under which a secret is kept, or a file.
  /^arn:|^ssm:|^secretsmanager:|^file:|^https?:\/\/[^@]*$|^~?\.?\/|^[a-z0-9_.-]+(?:\/[a-z0-9_.-]+)+$/i,
  /^(?:required|optional|disabled?|enabled?|default|prompt|unchanged|redacted|placeholder)\b/i,
];

/** Names of the patterns found, each once. A reference to a secret is none. */
export function secretPatternsIn(text: string): readonly string[] {
  const found = forms.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));
  const assigned = [...text.matchAll(assignment)].some(([, double, single, bare]) => isLiteral(double ?? single ?? bare ?? ''));
  return assigned ? [...found, 'password, secret or token in plain text'] : found;
}

function isLiteral(value: string): boolean {
  const bare = value.replace(/[;,]+$/, '');
  return bare.length >= 6 && !/\s/.test(bare) && !lookups.some((lookup) => lookup.test(bare));
}
