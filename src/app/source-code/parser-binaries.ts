import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';
import type { ParserBinaries } from '../../source-code/terraform/parser.ts';

/** The build puts them beside the bundle, compressed; a checkout has them in its packages. */
export function parserBinaries(): ParserBinaries {
  return {
    engine: bytesOf('web-tree-sitter/web-tree-sitter.wasm'),
    grammar: bytesOf('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'),
  };
}

function bytesOf(module: string): Uint8Array {
  const name = module.slice(module.lastIndexOf('/') + 1);
  const packed = fileURLToPath(new URL(`../${name}.br`, import.meta.url));
  return existsSync(packed) ? brotliDecompressSync(readFileSync(packed)) : readFileSync(createRequire(import.meta.url).resolve(module));
}
