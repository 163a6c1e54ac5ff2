import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import ts from 'typescript';
import { words } from '../../src/output/redaction/free-text.ts';
import type { Artefact } from './artefact.ts';
import { header } from './header.ts';

/** Where messages, derivations, fixes and gaps are worded, and where facts have their names and values. */
const folders = ['rules', 'src/aws', 'src/collectors/kit', 'src/engine', 'src/graph', 'src/model/kinds', 'src/topology'];

/** Properties whose text a report carries elsewhere, or nowhere. */
const elsewhere = new Set(['description', 'id', 'invariants', 'reads', 'references', 'subject', 'title', 'topology', 'why']);

/** `src/generated/vocabulary.ts`: the words that this program itself says, packed, for redaction to tell them from names. */
export function vocabularyModule(): Artefact {
  const found = new Set<string>();
  for (const folder of folders)
    for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      if (file.endsWith('.ts'))
        for (const text of textsIn(join(folder, file))) for (const word of text.match(words) ?? []) found.add(word.toLowerCase());
  const text = [...found]
    .filter((word) => word.length > 1 && !/^[\d.]+$/.test(word))
    .sort()
    .join(' ');
  const packed = brotliCompressSync(text).toString('base64');
  return { path: 'src/generated/vocabulary.ts', content: [header, `export const packedVocabulary = '${packed}';`, ''].join('\n') };
}

/** Strings, parts of templates, and what properties of facts are called. */
function textsIn(path: string): readonly string[] {
  const texts: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isPropertyAssignment(node) && ts.isIdentifier(node.name)) {
      if (elsewhere.has(node.name.text)) return;
      if (path.includes('kinds')) texts.push(node.name.text);
    }
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) texts.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest));
  return texts;
}
