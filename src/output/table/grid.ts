import Table from 'cli-table3';
import { displayWidth, shortened, wrapText } from '../wrap.ts';
import { columnGap, type Layout, paragraph } from './layout.ts';

export interface GridColumn {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

/** Longest text of a cell; cli-table3 takes its time with longer ones. */
const longestCell = 40;
const narrowestFirst = 16;

const noBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '',
};

/**
 * Rows under titles, each column as wide as its longest text; the first one wraps where the screen is narrow,
 * and where even that is not room enough, each row becomes a sentence.
 */
export function grid(layout: Layout, titles: readonly GridColumn[], rows: readonly (readonly string[])[]): string {
  const cells = [titles.map(({ title }) => title), ...rows.map((row) => row.map((text) => shortened(text, longestCell)))];
  const room = titles.slice(1).reduce((rest, _column, index) => rest - columnGap - widest(cells, index + 1), layout.width);
  if (room < narrowestFirst)
    return cells
      .slice(1)
      .map((row) => paragraph(layout, sentence(titles, row)))
      .join('');
  const table = new Table({
    chars: noBorders,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': columnGap },
    colAligns: titles.map(({ align = 'left' }) => align),
  });
  for (const [index, [first = '', ...others]] of cells.entries()) {
    const texts = [wrapText(first, room).join('\n'), ...others];
    table.push(index === 0 ? texts.map(layout.colors.dim) : texts);
  }
  return table
    .toString()
    .split('\n')
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function sentence(titles: readonly GridColumn[], [first = '', ...others]: readonly string[]): string {
  return `${first}: ${others.map((text, index) => `${titles[index + 1]?.title.toLowerCase() ?? ''} ${text}`).join(', ')}`;
}

function widest(cells: readonly (readonly string[])[], column: number): number {
  return cells.reduce((width, row) => Math.max(width, displayWidth(row[column] ?? '')), 0);
}
