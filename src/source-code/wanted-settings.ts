import type { Result } from '../model/report.ts';

/** A setting that a fix speaks of. */
export interface Wanted {
  /** Of the block it belongs to; null for any. */
  readonly type: string | null;
  readonly path: readonly string[];
}

interface Dialect {
  readonly assignment: string;
  readonly isType: (word: string) => boolean;
  /** A name, perhaps with those that it lies in, joined by dots. */
  readonly name: RegExp;
  /** A name that no word of a sentence would be. */
  readonly unmistakable: RegExp;
}

const terraform: Dialect = {
  assignment: '=',
  isType: (word) => word.startsWith('aws_'),
  name: /^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$/,
  unmistakable: /_/,
};

const cloudFormation: Dialect = {
  assignment: ':',
  isType: (word) => word.startsWith('AWS::'),
  name: /^[A-Z][A-Za-z0-9]*(\.[A-Z][A-Za-z0-9]*)*$/,
  unmistakable: /[a-z0-9][A-Z]|[A-Z]{2,}[a-z]/,
};

/** What to look for in code, the likeliest first, as the fix of a finding has it: so that no second list has to follow the rules. */
export function wantedSettings({ fix, evidence }: Result): {
  readonly terraform: readonly Wanted[];
  readonly cloudFormation: readonly Wanted[];
} {
  const facts = evidence.map(({ fact }) => plainName(fact));
  const wanted = (text: string | null, dialect: Dialect) => judgedFirst(text === null ? [] : settingsIn(text, dialect), facts);
  return {
    terraform: wanted(fix?.terraform ?? null, terraform),
    cloudFormation: wanted(fix?.cloudformation ?? null, cloudFormation),
  };
}

/** Where some are about what was observed, the others are not: they would show a line that is right. */
function judgedFirst(wanted: readonly Wanted[], facts: readonly string[]): readonly Wanted[] {
  const observed = wanted.filter(({ path }) => facts.some((fact) => isSameName(plainName(path.at(-1) ?? ''), fact)));
  return observed.length > 0 ? observed : wanted;
}

/** `multiAz`, `multi_az` and `MultiAZ` are one name; of a path the last part, without the unit. */
export function plainName(name: string): string {
  const [last = ''] = name.split('.').slice(-1);
  return last
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
    .replace(/(seconds|minutes|days)$/, '');
}

function isSameName(left: string, right: string): boolean {
  const [short, long] = left.length < right.length ? [left, right] : [right, left];
  return short === long || (short.length >= 6 && long.includes(short));
}

const tokens = /"(?:[^"\\]|\\.)*"|\p{L}[\p{L}\p{N}_.]*(?:::\w+)*|\S/gu;
const endsValue = new Set([',', ';', '(', ')', ']', 'and', 'or', 'with', 'in']);

/** The names that are given a value, then those that are only named. */
function settingsIn(text: string, dialect: Dialect): readonly Wanted[] {
  const given: Wanted[] = [];
  const mentioned: Wanted[] = [];
  const holders: string[] = [];
  const words = text.match(tokens) ?? [];
  let type: string | null = null;
  let last = '';
  let isValue = false;
  for (const [index, word] of words.entries()) {
    const next = words[index + 1] ?? '';
    if (word === '{') holders.push(last);
    else if (word === '}') last = holders.pop() ?? '';
    else if (words[index - 1] === ':' && (last === 'Key' || last === 'Name') && holders.length > 0 && dialect === cloudFormation)
      given.push({ type, path: [...holders, word.replaceAll('"', '')].filter((name) => name !== '') });
    if (word === '{' || word === '}' || endsValue.has(word)) isValue = false;
    else if (word === dialect.assignment) isValue = true;
    if (isValue && next !== dialect.assignment) continue;

    const name = typed(word);
    if (name === '' || !dialect.name.test(name)) continue;
    last = name;
    const wanted = { type, path: [...holders, ...name.split('.')].filter((each) => each !== '') };
    if (next === dialect.assignment && !opensAfter(words, index + 1)) given.push(wanted);
    else if (next !== '{' && next !== dialect.assignment && dialect.unmistakable.test(name)) mentioned.push(wanted);
  }
  return [...given, ...mentioned];

  /** Without the type in front, which holds for what follows. */
  function typed(word: string): string {
    if (!dialect.isType(word)) return word;
    const [found = '', ...inner] = word.split('.');
    type = found;
    last = '';
    return inner.join('.');
  }
}

function opensAfter(words: readonly string[], index: number): boolean {
  const after = words[index + 1];
  return after === '{' || (after === '[' && words[index + 2] === '{');
}
