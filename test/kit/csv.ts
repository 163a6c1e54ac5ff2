const cell = /(?:"(?<quoted>(?:[^"]|"")*)"|(?<bare>[^",\r\n]*))(?<end>,|\r\n)/y;

/** Reads CSV as RFC 4180 has it, and nothing looser; null where the text is none. */
export function readCsv(text: string): readonly (readonly string[])[] | null {
  const rows: string[][] = [];
  let row: string[] = [];
  cell.lastIndex = 0;
  for (let at = 0; at < text.length; at = cell.lastIndex) {
    const groups = cell.exec(text)?.groups;
    if (groups === undefined) return null;
    const { quoted, bare = '', end } = groups;
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return row.length === 0 ? rows : null;
}
