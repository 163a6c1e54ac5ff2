import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, relative, sep } from 'node:path';
import { InputError } from '../../model/input-error.ts';
import { parseTerraformDocument, type TerraformDocument } from '../../source-code/terraform/document.ts';
import { reasonOf, systemCodeOf } from '../file-errors.ts';
import { isWithin } from './walk.ts';

/** A string of JavaScript holds no more. */
const largestBytes = 500_000_000;

/** @throws InputError where the file cannot be read, or is neither a state nor a plan in JSON */
export function readTerraformDocument(file: string): TerraformDocument {
  try {
    const { size } = statSync(file);
    if (size > largestBytes) throw new InputError(`${file} has ${size} bytes, more than ${largestBytes}`);
    return parseTerraformDocument(textOf(readFileSync(file)), file);
  } catch (error) {
    if (systemCodeOf(error) === null) throw error;
    throw new InputError(`cannot read ${file}: ${reasonOf(error)}`, { cause: error });
  }
}

/** PowerShell saves what a program prints as UTF-16. */
function textOf(bytes: Buffer): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** The folder a file lies in, relative to a root above it, with slashes; null where it lies elsewhere. */
export function folderBelow(root: string, file: string): string | null {
  const folder = dirname(realpathSync(file));
  return isWithin(folder, root) ? relative(root, folder).split(sep).join('/') || '.' : null;
}
