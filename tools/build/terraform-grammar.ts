import { readFileSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';

const folder = 'node_modules/@tree-sitter-grammars/tree-sitter-hcl';

/** Packages of which only a binary is shipped, which no import shows. */
export const binaryPackages = [folder];

/** The grammar of Terraform, at a fraction of its size; `src/app/source-code/terraform-grammar.ts` reads it. */
export function writeTerraformGrammar(dist: string): void {
  writeFileSync(`${dist}/tree-sitter-terraform.wasm.br`, brotliCompressSync(readFileSync(`${folder}/tree-sitter-terraform.wasm`)));
}
