import type { Node } from 'web-tree-sitter';
import { type Block, type Code, type Problem, type Setting, type Settings, SettingsDraft, type Span } from '../code.ts';
import type { WithTree } from './parser.ts';
import { nextBlockLine } from './resume.ts';

/** Mistakes told of per file, and texts parsed anew after one. */
const mostProblems = 20;

/**
 * The blocks of a file. Of a block with a mistake, what stands before the mistake counts, since the parser may take the rest for something
 * it is not; reading goes on with the next line that begins a block.
 */
export function parseTerraform(text: string, withTree: WithTree): Code {
  const lines = text.split('\n');
  const blocks: Block[] = [];
  const problems: Problem[] = [];
  let first: number | null = 0;
  while (first !== null && problems.length < mostProblems) {
    const from: number = first;
    const { found, mistake } = withTree(lines.slice(from).join('\n'), ({ rootNode }) => readTop(rootNode, from));
    blocks.push(...found);
    if (mistake === null) break;
    problems.push({ line: mistake.line, what: 'this is no Terraform; what stands there is left out' });
    first = nextBlockLine(lines, mistake.blockLine);
  }
  return { blocks, problems };
}

interface Top {
  readonly found: readonly Block[];
  /** The first one: lines from 1. */
  readonly mistake: { readonly line: number; readonly blockLine: number } | null;
}

function readTop(root: Node, linesBefore: number): Top {
  const found: Block[] = [];
  for (const node of root.namedChildren.flatMap((child) => (child.type === 'body' ? child.namedChildren : [child]))) {
    const block = node.type === 'block' ? blockOf(node, linesBefore) : null;
    if (block !== null) found.push(block);
    if (node.hasError || node.isError)
      return { found, mistake: { line: mistakeIn(node) + linesBefore + 1, blockLine: node.startPosition.row + linesBefore + 1 } };
  }
  return { found, mistake: root.hasError ? { line: mistakeIn(root) + linesBefore + 1, blockLine: linesBefore + 1 } : null };
}

/** Row, from 0, of the first mistake. */
function mistakeIn(node: Node): number {
  const child = node.isError ? undefined : node.children.find(({ hasError, isMissing }) => hasError || isMissing);
  return child === undefined ? node.startPosition.row : mistakeIn(child);
}

function blockOf(node: Node, linesBefore: number): Block | null {
  const children = node.children;
  const opening = children.findIndex(({ type }) => type === 'block_start');
  const names = children.slice(0, opening);
  if (opening < 0 || names.some(({ hasError, isError }) => hasError || isError)) return null;
  const [type, ...labels] = names.map(nameOf);
  const brace = children[opening];
  if (type === undefined || brace === undefined) return null;
  const header = spanBetween(node, brace, linesBefore);
  return { type, labels, header, settings: settingsIn(children.slice(opening), linesBefore) };
}

function settingsIn(children: readonly Node[], linesBefore: number): Settings {
  const settings = new SettingsDraft();
  const [body] = children.filter(({ type }) => type === 'body');
  for (const node of body?.namedChildren ?? []) {
    if (node.isError || (node.hasError && node.type !== 'block')) break;
    if (node.type === 'attribute') addAttribute(settings, node, linesBefore);
    if (node.type === 'block') addBlock(settings, node, linesBefore);
    if (node.hasError) break;
  }
  return settings;
}

function addAttribute(settings: SettingsDraft, node: Node, linesBefore: number): void {
  const [name, value] = node.namedChildren.filter(({ type }) => type !== 'comment');
  if (name !== undefined && value !== undefined)
    settings.add(name.text, { span: spanBetween(node, node, linesBefore), ...valueOf(value, linesBefore) });
}

/** `dynamic "ingress" { content { … } }` counts as `ingress { … }`. */
function addBlock(settings: SettingsDraft, node: Node, linesBefore: number): void {
  const block = blockOf(node, linesBefore);
  if (block === null) return;
  const { type, labels, header: span } = block;
  if (type !== 'dynamic') settings.add(type, { span, literal: null, settings: block.settings });
  else if (labels[0] !== undefined)
    settings.add(labels[0], { span, literal: null, settings: block.settings.get('content')?.[0]?.settings ?? new SettingsDraft() });
}

function valueOf(expression: Node, linesBefore: number): Pick<Setting, 'literal' | 'settings'> {
  const settings = new SettingsDraft();
  const value = expression.namedChildren.length === 1 ? expression.firstNamedChild : null;
  const inner = value?.firstNamedChild ?? null;
  if (value?.type === 'literal_value' && inner?.type === 'string_lit') return { literal: plainString(inner), settings };
  for (const element of value?.type === 'collection_value' && inner?.type === 'object' ? inner.namedChildren : []) {
    const [key, member] = element.type === 'object_elem' ? element.namedChildren : [];
    if (key !== undefined && member !== undefined)
      settings.add(nameOf(key), { span: spanBetween(element, element, linesBefore), ...valueOf(member, linesBefore) });
  }
  return { literal: null, settings };
}

/** Null where it holds escapes or anything to be computed. */
function plainString(node: Node): string | null {
  const text = node.text.slice(1, -1);
  return /\\|\$\$\{|%%\{/.test(text) ? null : text;
}

/** Names and labels may be quoted or not. */
function nameOf({ text }: Node): string {
  return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}

function spanBetween({ startPosition: start }: Node, { endPosition: end }: Node, linesBefore: number): Span {
  return {
    startLine: start.row + linesBefore + 1,
    startColumn: start.column + 1,
    endLine: end.row + linesBefore + 1,
    endColumn: end.column + 1,
  };
}
