import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { brotliCompressSync } from 'node:zlib';

/** Packages of which only a binary is shipped, which no import shows. */
export const binaryPackages = ['node_modules/@tree-sitter-grammars/tree-sitter-hcl'];

const binaries = ['node_modules/web-tree-sitter/web-tree-sitter.wasm', `${binaryPackages[0] ?? ''}/tree-sitter-terraform.wasm`];

/** The parser of Terraform and its grammar, at a third of their size; `src/app/source-code/parser-binaries.ts` reads them. */
export function writeParserBinaries(folder: string): void {
  for (const binary of binaries) writeFileSync(`${folder}/${basename(binary)}.br`, brotliCompressSync(readFileSync(binary)));
}
