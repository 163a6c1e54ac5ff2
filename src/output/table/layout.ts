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

export const columnGap = 2;

export interface Cell {
  readonly width: number;
  /** Each text starts on a line of its own. */
  readonly texts: readonly string[];
  /** Paints one line; `index` is that of the text it belongs to. */
  readonly paint?: (line: string, index: number) => string;
}

/** Cells in one row, each wrapped within its own width. */
export function sideBySide(cells: readonly Cell[]): string {
  const columns = cells.map(({ width, texts, paint = String }) => ({
    width,
    lines: texts.flatMap((text, index) => wrapText(text, width).map((line) => ({ text: line, painted: paint(line, index) }))),
  }));
  const height = Math.max(...columns.map(({ lines }) => lines.length));
  const rows = Array.from({ length: height }, (_, row) =>
    columns.map(({ width, lines }) => {
      const { text, painted } = lines[row] ?? { text: '', painted: '' };
      return painted + ' '.repeat(width + columnGap - displayWidth(text));
    }),
  );
  return rows.map((row) => `${row.join('').trimEnd()}\n`).join('');
}

/** As wide as its longest text, within bounds. */
export function fittingWidth(texts: Iterable<string>, least: number, most: number): number {
  let width = least;
  for (const text of texts) width = Math.max(width, displayWidth(text));
  return Math.min(width, most);
}
