import { isGapSignal } from '../graph/signal.ts';

type Part = string | number | (() => string | number);

/** A shell command in which every value is quoted; a thunk whose value is not known leaves a placeholder. */
export type ShellTag = (texts: TemplateStringsArray, ...values: readonly Part[]) => string;

export const sh: ShellTag = (texts, ...values) =>
  texts.reduce((command, literal, index) => {
    const value = values[index - 1];
    return command + (value === undefined ? '' : quote(resolve(value))) + literal;
  }, '');

function resolve(part: Part): string {
  if (typeof part !== 'function') return String(part);
  try {
    return String(part());
  } catch (thrown) {
    if (!isGapSignal(thrown)) throw thrown;
    return 'UNKNOWN';
  }
}

/** Names are hostile: anything outside a small safe set goes between single quotes. */
function quote(word: string): string {
  return /^[\w./:@%+=,-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
