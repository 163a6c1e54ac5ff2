import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { brotliDecompressSync } from 'node:zlib';

const require = createRequire(import.meta.url);

/** The build puts it beside the bundle, compressed; a checkout has it in its package. */
export function terraformGrammar(): Uint8Array {
  const packed = fileURLToPath(new URL('../tree-sitter-terraform.wasm.br', import.meta.url));
  return existsSync(packed)
    ? brotliDecompressSync(readFileSync(packed))
    : readFileSync(require.resolve('@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm'));
}
