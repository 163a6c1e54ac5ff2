/** Characters, blanks aside, that a line's hash looks at from its start. */
const windowLength = 100;
const base = 37n;
const bits = 64;
const leavingFactor = BigInt.asUintN(bits, base ** BigInt(windowLength));

const lineFeed = 10;
const carriageReturn = 13;
const endOfFile = 65_535;
const isBlank = (unit: number) => unit === 9 || unit === 32;

/**
 * The hash of each line, as GitHub computes `primaryLocationLineHash`: of the hundred characters that follow its start, without blanks,
 * and the how-manieth line of that hash it is. So an alert stays the same when lines are added elsewhere.
 * Source: `src/fingerprints.ts` of github/codeql-action.
 */
export function lineHashes(text: string): readonly string[] {
  const window = Array.from({ length: windowLength }, () => 0);
  const startsLine = Array.from({ length: windowLength }, () => false);
  const counts = new Map<string, number>();
  const hashes: string[] = [];
  let hash = 0n;
  let index = 0;

  const emit = () => {
    if (startsLine[index] !== true) return;
    startsLine[index] = false;
    const digits = hash.toString(16);
    const count = (counts.get(digits) ?? 0) + 1;
    counts.set(digits, count);
    hashes.push(`${digits}:${count}`);
  };
  const shift = (unit: number) => {
    hash = BigInt.asUintN(bits, base * hash + BigInt(unit) - leavingFactor * BigInt(window[index] ?? 0));
    window[index] = unit;
    index = (index + 1) % windowLength;
  };

  let isLineStart = true;
  for (const unit of unitsOf(text)) {
    emit();
    startsLine[index] = isLineStart;
    isLineStart = unit === lineFeed;
    shift(unit);
  }
  for (let rest = 0; rest < windowLength; rest += 1) {
    emit();
    shift(0);
  }
  return hashes;
}

/** UTF-16 units without blanks, every line end a line feed, and one for the end of the file. */
function* unitsOf(text: string): Generator<number, void, undefined> {
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (isBlank(unit)) continue;
    if (unit === carriageReturn) {
      yield lineFeed;
      if (text.charCodeAt(at + 1) === lineFeed) at += 1;
    } else yield unit;
  }
  yield endOfFile;
}
