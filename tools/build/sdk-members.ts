import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** Every word that occurs in the sources, among them the name of each member of the SDK's structures that they read or send. */
export function wordsOfSources(): ReadonlySet<string> {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
  return new Set(files.flatMap((file) => readFileSync(join('src', file), 'utf8').match(/\w+/g) ?? []));
}

/**
 * The schemas of a service without the members that no source names, which takes the structures along that nothing else refers to.
 * What AWS sends of them is skipped, as are members that are newer than the SDK. Requests and answers themselves keep all theirs, since
 * the SDK reads some (tokens of pages).
 */
export function withoutUnnamedMembers(source: string, named: ReadonlySet<string>): string {
  const file = ts.createSourceFile('schemas.js', source, ts.ScriptTarget.Latest);
  const lists = new Map<string, readonly ts.Expression[]>();
  const texts = new Map<string, string>();
  for (const { name, initializer } of file.statements.flatMap((each) =>
    ts.isVariableStatement(each) ? [...each.declarationList.declarations] : [],
  )) {
    if (!ts.isIdentifier(name) || initializer === undefined) continue;
    if (ts.isArrayLiteralExpression(initializer)) lists.set(name.text, initializer.elements);
    if (ts.isStringLiteral(initializer)) texts.set(name.text, initializer.text);
  }
  const textOf = (node: ts.Node): string => node.getText(file);
  const entries = [...lists.values()].filter(([type]) => type !== undefined && textOf(type) === '9');
  const whole = new Set(entries.flatMap((entry) => entry.slice(4).map((thunk) => textOf(thunk).replace('() => ', ''))));
  const isNamed = (member: ts.Expression): boolean => {
    const text = ts.isStringLiteral(member) ? member.text : texts.get(textOf(member));
    return text === undefined || named.has(text);
  };
  const sent = reachable(
    entries.flatMap(([, , , , request]) => (request === undefined ? [] : [request])),
    (node) => (ts.isIdentifier(node) ? (lists.get(node.text) ?? []) : []),
  );
  let pruned = '';
  let end = 0;
  for (const [name, [type, , , , members, types, required]] of lists) {
    if (type === undefined || textOf(type) !== '3') continue;
    if (members === undefined || types === undefined || !ts.isArrayLiteralExpression(members) || !ts.isArrayLiteralExpression(types))
      continue;
    const kept = members.elements.map((member) => whole.has(name) || isNamed(member));
    const keptOf = (list: ts.ArrayLiteralExpression) =>
      list.elements.filter((_, index) => kept[index]).map((each) => (sent.has(each) ? textOf(each) : withoutQueryName(textOf(each))));
    const needed = required === undefined ? '' : `, ${kept.slice(0, Number(textOf(required))).filter(Boolean).length}`;
    pruned += `${source.slice(end, members.getStart(file))}[${keptOf(members).join(', ')}], [${keptOf(types).join(', ')}]${needed}`;
    end = (required ?? types).end;
  }
  return pruned + source.slice(end);
}

/** How EC2 wants a member called in a request; of what is only read, that is a third of the schema. */
function withoutQueryName(text: string): string {
  return text.replaceAll(/"ec2QueryName": `\w+`,?\s*/g, '');
}

/** The nodes at or below these, and at or below what they refer to. */
function reachable(roots: readonly ts.Node[], referred: (node: ts.Node) => readonly ts.Node[]): ReadonlySet<ts.Node> {
  const found = new Set<ts.Node>();
  const waiting = [...roots];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (found.has(node)) continue;
    found.add(node);
    waiting.push(...referred(node));
    ts.forEachChild(node, (child) => void waiting.push(child));
  }
  return found;
}

/** Above this, a short name pays. */
const fewUses = 8;

/** Texts that few places use stand in those places: declared apart they need more room. */
export function withTextsInPlace(source: string): string {
  const texts = new Map([...source.matchAll(/^const (_\w+) = ("(?:[^"\\]|\\.)*");$/gm)].map(([, name = '', text = '']) => [name, text]));
  const uses = new Map<string, number>();
  for (const [name] of source.matchAll(/\b_\w+\b/g)) uses.set(name, (uses.get(name) ?? 0) + 1);
  return source.replaceAll(/(?<!^const )\b_\w+\b/gm, (name) => ((uses.get(name) ?? 0) <= fewUses ? (texts.get(name) ?? name) : name));
}
