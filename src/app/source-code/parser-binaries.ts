import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import type { ParserBinaries } from '../../source-code/terraform/parser.ts';

const require = createRequire(import.meta.url);

/** The build puts them beside the bundle, compressed; a checkout has them in its packages. */
export function parserBinaries(): ParserBinaries {
  return {
    engine: packed('web-tree-sitter.wasm') ?? readFileSync(require.resolve('web-tree-sitter/web-tree-sitter.wasm')),
    grammar:
      packed('tree-sitter-terraform.wasm') ??
      readFileSync(require.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm')),
  };
}

function packed(name: string): Uint8Array | null {
  const path = fileURLToPath(new URL(`../${name}.br`, import.meta.url));
  return existsSync(path) ? brotliDecompressSync(readFileSync(path)) : null;
}
