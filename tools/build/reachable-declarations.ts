import ts from 'typescript';

interface Statement {
  readonly node: ts.Statement;
  readonly declares: readonly string[];
  readonly mentions: ReadonlySet<string>;
}

interface Module {
  readonly file: ts.SourceFile;
  readonly statements: readonly Statement[];
  /** What names of this module are called where they come from. */
  readonly imported: ReadonlyMap<string, string>;
}

/**
 * Declaration files, by path, without what the doors do not lead to. Names are compared whatever module they are of: that keeps too much,
 * never too little, for a type that needs another one names it.
 */
export function reachableDeclarations(texts: ReadonlyMap<string, string>, doors: ReadonlySet<string>): ReadonlyMap<string, string> {
  const modules = new Map([...texts].map(([path, text]) => [path, moduleOf(path, text)]));
  const kept = new Set<Statement>();
  const needed = new Set<string>();
  for (let before = -1; before < kept.size; ) {
    before = kept.size;
    for (const [path, { statements, imported }] of modules) {
      for (const statement of statements) {
        const { node, declares, mentions } = statement;
        if (kept.has(statement) || ts.isImportDeclaration(node)) continue;
        if (!doors.has(path) && !isStar(node) && !declares.some((name) => needed.has(name))) continue;
        kept.add(statement);
        for (const name of mentions) needed.add(name).add(imported.get(name) ?? name);
      }
    }
  }
  return new Map([...modules].map(([path, module]) => [path, textOf(module, kept)]));
}

function moduleOf(path: string, text: string): Module {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
  const statements = file.statements.map((node) => ({ node, declares: declaredBy(node), mentions: identifiersIn(node) }));
  const imported = new Map(
    file.statements.flatMap((node) =>
      specifiersOf(node).map(({ name, propertyName }) => [name.text, (propertyName ?? name).text] as const),
    ),
  );
  return { file, statements, imported };
}

function textOf({ file, statements }: Module, kept: ReadonlySet<Statement>): string {
  const used = new Set(statements.flatMap((statement) => (kept.has(statement) ? [...statement.mentions] : [])));
  const lines = statements.flatMap((statement) => {
    const { node } = statement;
    if (!ts.isImportDeclaration(node)) return kept.has(statement) ? [node.getFullText(file).trim()] : [];
    const names = specifiersOf(node).filter(({ name }) => used.has(name.text));
    const type = node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type ' : '';
    const list = names.map((name) => name.getText(file)).join(', ');
    return list === '' ? [] : [`import ${type}{ ${list} } from ${node.moduleSpecifier.getText(file)};`];
  });
  return `${lines.length === 0 ? 'export {};' : lines.join('\n')}\n`;
}

function specifiersOf(node: ts.Statement): readonly ts.ImportSpecifier[] {
  if (!ts.isImportDeclaration(node)) return [];
  const bindings = node.importClause?.namedBindings;
  if (bindings === undefined || !ts.isNamedImports(bindings)) throw new Error('a declaration imports something that has no name');
  return [...bindings.elements];
}

function isStar(node: ts.Statement): boolean {
  return ts.isExportDeclaration(node) && (node.exportClause === undefined || ts.isNamespaceExport(node.exportClause));
}

function declaredBy(node: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.map(({ name }) => (ts.isIdentifier(name) ? name.text : ''));
  if (ts.isImportDeclaration(node)) return [];
  if (ts.isExportDeclaration(node)) return [...identifiersIn(node)];
  const isNamed =
    ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) || ts.isClassDeclaration(node) || ts.isFunctionDeclaration(node);
  if (isNamed && node.name !== undefined) return [node.name.text];
  throw new Error(`what declares this? ${ts.SyntaxKind[node.kind]}`);
}

function identifiersIn(node: ts.Node, found = new Set<string>()): ReadonlySet<string> {
  if (ts.isIdentifier(node)) found.add(node.text);
  ts.forEachChild(node, (child) => void identifiersIn(child, found));
  return found;
}
