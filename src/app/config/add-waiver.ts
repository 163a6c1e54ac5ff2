import { basename, extname } from 'node:path';
import { type Document, isMap, isSeq, parseDocument, stringify } from 'yaml';
import { InputError } from '../../model/input-error.ts';
import type { WaiverEntry } from '../../model/configuration.ts';
import { isObject } from '../../sources/json-value.ts';
import { parseConfiguration, rootOf } from './parse.ts';
import { rangeOf } from './positions.ts';

/**
 * The text of a configuration with one more waiver at its end. Lines are added to YAML, so that nothing else of it changes; where
 * that cannot be (`waivers: []`, say) it is written anew with its comments kept. JSON is written anew with its indentation.
 *
 * @param about what a reader of YAML should know of the finding, on one line
 * @throws InputError where the result would not be a configuration
 */
export function withWaiver(text: string, file: string, entry: WaiverEntry, about: string | null): string {
  const before = parseConfiguration(text, file).waivers ?? [];
  const candidates =
    extname(file) === '.json' ? [() => inJson(text, file, entry)] : [() => withLines(text, entry, about), () => rewritten(text, entry)];
  for (const candidate of candidates) {
    const after = candidate();
    if (after !== null && isSame(after, file, [...before, entry])) return after;
  }
  throw new InputError(`${file}: a waiver cannot be added to a file that is written like this; add it by hand`);
}

/** Whether a text has these waivers and is otherwise acceptable. */
function isSame(text: string, file: string, waivers: readonly WaiverEntry[]): boolean {
  try {
    return JSON.stringify(parseConfiguration(text, file).waivers) === JSON.stringify(waivers);
  } catch {
    return false;
  }
}

function inJson(text: string, file: string, entry: WaiverEntry): string | null {
  const indent = /^[\t ]+/m.exec(text)?.[0] ?? 2;
  const whole: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
  if (!isObject(whole)) return null;
  const [root] = rootOf(basename(file));
  const settings = root === undefined ? whole : whole[root];
  if (!isObject(settings)) return null;
  const { waivers } = settings;
  const changed = { ...settings, waivers: [...(Array.isArray(waivers) ? waivers.map((each: unknown) => each) : []), entry] };
  const end = text.endsWith('\n') ? '\n' : '';
  return JSON.stringify(root === undefined ? changed : { ...whole, [root]: changed }, null, indent) + end;
}

/** Null where the waivers are no list of lines. */
function withLines(text: string, entry: WaiverEntry, about: string | null): string | null {
  const document = parseDocument(text);
  const { contents } = document;
  const list = isMap(contents) ? contents.get('waivers', true) : null;
  const lineBreak = text.includes('\r\n') ? '\r\n' : '\n';
  if (list === undefined || contents === null) {
    if (isMap(contents) && contents.flow === true) return null;
    return inserted(text, text.length, ['waivers:', ...linesOf(entry, about, '  ')], lineBreak);
  }
  if (!isSeq(list) || list.flow === true) return null;
  const [first] = rangeOf(list);
  const [, end] = rangeOf(list.items.at(-1));
  if (first === undefined || end === undefined) return null;
  const indent = text.slice(text.lastIndexOf('\n', first - 1) + 1, first);
  if (indent.trim() !== '') return null;
  // A comment may follow on the last line.
  const lineEnd = text.indexOf('\n', Math.max(0, end - 1));
  return inserted(text, lineEnd === -1 ? text.length : lineEnd + 1, linesOf(entry, about, indent), lineBreak);
}

function linesOf(entry: WaiverEntry, about: string | null, indent: string): readonly string[] {
  const written = stringify([entry], { lineWidth: 0 }).trimEnd().split('\n');
  return [...(about === null ? [] : [`# ${about}`]), ...written].map((line) => indent + line);
}

function inserted(text: string, at: number, lines: readonly string[], lineBreak: string): string {
  const before = text.slice(0, at);
  const gap = before === '' || before.endsWith('\n') ? '' : lineBreak;
  return `${before}${gap}${lines.join(lineBreak)}${lineBreak}${text.slice(at)}`;
}

/** Keeps comments, but not every space. */
function rewritten(text: string, entry: WaiverEntry): string {
  const document: Document = parseDocument(text);
  if (isSeq(document.get('waivers'))) document.addIn(['waivers'], document.createNode(entry));
  else document.set('waivers', document.createNode([entry]));
  return document.toString({ lineWidth: 0 });
}
