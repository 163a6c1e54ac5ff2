import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { reachableDeclarations } from './reachable-declarations.ts';

/**
 * Emits the declarations of the library's two doors, and of every module their types speak of, below `folder`.
 * The rest of the program declares nothing to anyone.
 */
export function emitDeclarations(folder: string): void {
  const { fileNames, options } = configuration('tsconfig.build.json');
  const program = ts.createProgram(fileNames, options, withoutSdk(options));
  const waiting = fileNames.map((file) => resolve(file));
  const doors = new Set(waiting);
  const declared = new Map<string, string>();
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (declared.has(file)) continue;
    const text = declarationOf(program, file);
    declared.set(file, compact(text));
    const specifiers = importsOf(text);
    const foreign = specifiers.find((specifier) => !specifier.startsWith('.') && !publicPackages.includes(specifier));
    if (foreign !== undefined)
      throw new Error(`${relative('.', file)} is part of the public types and speaks of ${foreign}, which is not shipped`);
    waiting.push(...specifiers.filter((specifier) => specifier.startsWith('.')).map((specifier) => resolve(dirname(file), specifier)));
  }
  const reachable = reachableDeclarations(declared, doors);
  const wanted = new Set(doors);
  for (const file of wanted) {
    const text = reachable.get(file) ?? '';
    for (const specifier of importsOf(text)) if (specifier.startsWith('.')) wanted.add(resolve(dirname(file), specifier));
    write(join(folder, relative('.', file).replace(/(\.d)?\.ts$/, '.d.ts')), withJsSpecifiers(text));
  }
}

function importsOf(text: string): readonly string[] {
  return ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName);
}

/** `./x.ts` in an import becomes `./x.js`, which every TypeScript resolves to `x.d.ts`; the compiler rewrites programs only. */
function withJsSpecifiers(text: string): string {
  return text.replaceAll(/\b((?:from|import)\s*\(?\s*['"]\.{1,2}\/[^'"\n]+)\.ts(['"])/g, '$1.js$2');
}

/**
 * What the compiler writes at length, for every type that it inferred: `import("x").Y` becomes `_1`, with one import of `Y` from `x`.
 * Without indentation, which editors give it themselves. Exported for its test.
 */
export function compact(declaration: string): string {
  const names = new Map<string, Map<string, string>>();
  let count = 0;
  const body = declaration.replaceAll(/\bimport\("([^"\n]+)"\)\.(\w+)/g, (_text, specifier: string, name: string) => {
    const known = names.get(specifier) ?? new Map<string, string>();
    names.set(specifier, known);
    const alias = known.get(name) ?? `_${String(++count)}`;
    known.set(name, alias);
    return alias;
  });
  const imports = [...names].map(
    ([specifier, known]) => `import type { ${[...known].map(([name, alias]) => `${name} as ${alias}`).join(', ')} } from '${specifier}';\n`,
  );
  return imports.join('') + body.replaceAll(/^ +/gm, '');
}

function declarationOf(program: ts.Program, file: string): string {
  const source = program.getSourceFile(file);
  if (source === undefined) throw new Error(`${file} is no part of the program`);
  let declaration = '';
  const { diagnostics } = program.emit(source, (_path, text) => (declaration = text), undefined, true);
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, host));
  return declaration;
}

/** Packages whose types a user of the library has too: the runtime dependencies. */
const publicPackages = ['@sinclair/typebox'];

/** The SDK's types are thousands of files, and the public types must not speak of them: not resolving them saves most of the time. */
function withoutSdk(options: ts.CompilerOptions): ts.CompilerHost {
  const compilerHost = ts.createCompilerHost(options);
  const cache = ts.createModuleResolutionCache(process.cwd(), (name) => name, options);
  compilerHost.resolveModuleNameLiterals = (literals, containingFile, redirect, _options, sourceFile) =>
    literals.map((literal) => {
      if (/^@(aws-sdk|smithy)\//.test(literal.text)) return { resolvedModule: undefined };
      const mode = ts.getModeForUsageLocation(sourceFile, literal, options);
      return ts.resolveModuleName(literal.text, containingFile, options, compilerHost, cache, redirect, mode);
    });
  return compilerHost;
}

function configuration(path: string): ts.ParsedCommandLine {
  const parsed = ts.getParsedCommandLineOfConfigFile(path, undefined, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail });
  if (parsed === undefined) throw new Error(`${path} is missing`);
  return parsed;
}

function fail(diagnostic: ts.Diagnostic): never {
  throw new Error(ts.formatDiagnostic(diagnostic, host));
}

const host: ts.FormatDiagnosticsHost = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => process.cwd(),
  getNewLine: () => '\n',
};

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
