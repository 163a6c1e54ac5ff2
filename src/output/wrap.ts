const combining = /[\u0300-\u036f]/u;
/** East Asian wide and fullwidth characters, and emoji: the ranges by which cli-table3 pads its columns. */
const wide =
  /[\u1100-\u115f\u2329\u232a\u2e80-\u303e\u3040-\u3247\u3250-\u4dbf\u4e00-\ua4c6\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6b\uff01-\uff60\uffe0-\uffe6\u{1b000}-\u{1b001}\u{1f200}-\u{1f251}\u{20000}-\u{3fffd}\p{Emoji}]/u;

/** Columns a text takes in a terminal. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

function characterWidth(character: string): number {
  if (character <= '\u007e') return 1;
  if (combining.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** Breaks between words, and inside a word only where it is longer than a whole line. At least one line. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((whole) => pieces(whole, width))) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && displayWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else {
      line = longer;
    }
  }
  return [...lines, line];
}

/** Every piece but the last fills more than half a line, so that no two of them end up on one. */
function pieces(word: string, width: number): readonly string[] {
  if (displayWidth(word) <= width) return [word];
  const parts: string[] = [];
  let part = '';
  for (const character of word) {
    if (part !== '' && displayWidth(part + character) > width) {
      const end = breakIndex(part);
      parts.push(part.slice(0, end));
      part = part.slice(end);
    }
    part += character;
  }
  return [...parts, part];
}

/** After the last punctuation mark in the second half: names and ARNs read best whole between their marks. */
function breakIndex(part: string): number {
  const mark = part.search(/[-_/.:,=][^-_/.:,=]*$/);
  return mark + 1 > part.length / 2 ? mark + 1 : part.length;
}

/** The beginning of a text that is too long for its place. */
export function shortened(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  const [beginning = ''] = pieces(text, width - 1);
  return `${beginning}…`;
}
