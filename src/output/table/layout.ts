import Table from 'cli-table3';
import pc from 'picocolors';
import type { Severity } from '../../model/report.ts';
import type { OutputOptions } from '../define.ts';
import { displayWidth, wrapText } from '../wrap.ts';

type Colors = ReturnType<typeof pc.createColors>;
export type Paint = (text: string) => string;

/** Left column of severities and labels. */
export const gutterWidth = 10;
const narrowest = 48;
/** Longer lines are hard to read on any screen. */
const widest = 132;

export interface Layout {
  readonly width: number;
  readonly colors: Colors;
}

export function layoutFor({ width, color }: OutputOptions): Layout {
  return { width: Math.min(widest, Math.max(narrowest, width)), colors: pc.createColors(color) };
}

export function severityPaint({ colors }: Layout, severity: Severity): Paint {
  const paints: Readonly<Record<Severity, Paint>> = {
    critical: (text) => colors.bold(colors.red(text)),
    high: colors.red,
    medium: colors.yellow,
    low: colors.cyan,
  };
  return paints[severity];
}

/** Wrapped text, a line each. */
export function paragraph(layout: Layout, text: string, paint: Paint = String): string {
  return wrapText(text, layout.width)
    .map((line) => `${paint(line)}\n`)
    .join('');
}

/** A title over a line across the screen. */
export function heading(layout: Layout, text: string): string {
  return `${paragraph(layout, text, layout.colors.bold)}${layout.colors.dim('─'.repeat(layout.width))}\n`;
}

/** A label in the gutter and wrapped text beside it. */
export function labelled(layout: Layout, label: string, text: string): string {
  return inGutter(layout, label, wrapText(text, layout.width - gutterWidth));
}

/** A label in the gutter and lines that must stay whole, such as commands. */
export function inGutter({ colors }: Layout, label: string, lines: readonly string[]): string {
  const gutter = (index: number) => (index === 0 ? colors.dim(`  ${label}`.padEnd(gutterWidth)) : ' '.repeat(gutterWidth));
  return lines.map((line, index) => `${gutter(index)}${line}\n`).join('');
}

export interface Cell {
  /** Each text starts on a line of its own. */
  readonly text: readonly string[];
  /** Paints one line; `index` is that of the text it belongs to. */
  readonly paint?: (line: string, index: number) => string;
}

export interface Column {
  /** Without the gap to the next column. */
  readonly width: number;
  readonly align?: 'left' | 'right';
}

export const columnGap = 2;

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

/** Rows in columns without borders, wrapped here because cli-table3 cuts words that are longer than a column. */
export function columns(widths: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const table = new Table({
    chars: noBorders,
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': columnGap },
    colWidths: widths.map(({ width }) => width + columnGap),
    colAligns: widths.map(({ align = 'left' }) => align),
  });
  for (const row of rows) table.push(row.map((cell, index) => cellContent(cell, widths[index])));
  return table
    .toString()
    .split('\n')
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}

function cellContent({ text, paint = String }: Cell, column: Column | undefined): string {
  const width = column?.width ?? Number.POSITIVE_INFINITY;
  return text.flatMap((part, index) => wrapText(part, width).map((line) => paint(line, index))).join('\n');
}

/** As wide as its longest text, within bounds. */
export function fittingWidth(texts: Iterable<string>, least: number, most: number): number {
  let width = least;
  for (const text of texts) width = Math.max(width, displayWidth(text));
  return Math.min(width, most);
}
