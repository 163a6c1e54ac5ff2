import { readFileSync, realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { InputError } from '../../model/input-error.ts';
import { looksLikeTemplate, parseTemplate } from '../../source-code/cloudformation/template.ts';
import type { Code, CodeFile } from '../../source-code/code.ts';
import { parseTerraformJson } from '../../source-code/terraform/json-syntax.ts';
import type { WithTree } from '../../source-code/terraform/parser.ts';
import { parseTerraform } from '../../source-code/terraform/syntax.ts';
import { localSource } from '../../source-code/terraform/tree.ts';
import { reasonOf, systemCodeOf } from '../file-errors.ts';
import { repositoryRoot } from '../repository.ts';
import { type FoundFile, isWithin, mostFiles, type Walk, walk } from './walk.ts';

const largestBytes = 1 << 20;

/** The code below a folder. */
export interface SourceTree {
  /** Absolute; paths are relative to it. */
  readonly root: string;
  readonly terraform: readonly CodeFile[];
  readonly templates: readonly CodeFile[];
  readonly texts: ReadonlyMap<string, string>;
  readonly warnings: readonly string[];
}

/**
 * Reads a folder, and the modules that it calls elsewhere in its repository.
 *
 * @throws InputError where there is no such folder, or no code in it
 */
export async function readSourceTree(named: string): Promise<SourceTree> {
  const folder = realFolder(named);
  const found: Walk = { files: [], warnings: [] };
  const repository = repositoryRoot(folder);
  const reader = new CodeReader(repository ?? outside(folder), found);
  walk(folder, folder, true, found);
  if (found.files.length >= mostFiles) found.warnings.push(`${named} holds more than ${mostFiles} files; what comes after is left out`);
  await reader.readAll(found.files.splice(0));
  const bounds = repository ?? folder;
  for (let missing = reader.foldersToRead(bounds); missing.length > 0; missing = reader.foldersToRead(bounds)) {
    for (const each of missing) walk(each, bounds, false, found);
    await reader.readAll(found.files.splice(0));
  }
  const { terraform, templates, texts, root } = reader;
  if (terraform.length + templates.length === 0)
    throw new InputError(`--source ${named} holds no Terraform and no CloudFormation template`);
  return { root, terraform, templates, texts, warnings: found.warnings };
}

/** Outside of a repository paths are relative to where the user stands, if that is above. */
function outside(folder: string): string {
  const here = realpathSync('.');
  return isWithin(folder, here) ? here : folder;
}

function realFolder(named: string): string {
  try {
    const folder = realpathSync(named);
    if (statSync(folder).isDirectory()) return folder;
  } catch (error) {
    if (systemCodeOf(error) === null) throw error;
    throw new InputError(`cannot read --source ${named}: ${reasonOf(error)}`, { cause: error });
  }
  throw new InputError(`--source ${named} is a file; name the folder it lies in`);
}

class CodeReader {
  readonly root: string;
  readonly terraform: CodeFile[] = [];
  readonly templates: CodeFile[] = [];
  readonly texts = new Map<string, string>();
  readonly #found: Walk;
  readonly #codes = new Map<string, Code>();
  readonly #foldersTried = new Set<string>();
  #withTree: WithTree | null = null;

  constructor(root: string, found: Walk) {
    this.root = root;
    this.#found = found;
  }

  async readAll(files: readonly FoundFile[]): Promise<void> {
    for (const { path, folder } of files) {
      const isTerraform = /\.tf(\.json)?$/.test(path);
      const known = this.#codes.get(path);
      const code = known ?? (await this.#read(path));
      if (code === null || (known !== undefined && !isTerraform)) continue;
      const file = { path: this.#pathOf(path), folder: this.#pathOf(folder), ...code };
      (isTerraform ? this.terraform : this.templates).push(file);
    }
  }

  /** Folders of modules that are called and were not read yet, as far as they lie in the repository. */
  foldersToRead(bounds: string): readonly string[] {
    const read = new Set(this.terraform.map(({ folder }) => folder));
    const calls = this.terraform.flatMap(({ folder, blocks }) =>
      blocks.flatMap((block) => (block.type === 'module' ? (localSource(block, folder) ?? []) : [])),
    );
    const missing = [...new Set(calls)].filter((folder) => !read.has(folder) && !this.#foldersTried.has(folder));
    for (const folder of missing) this.#foldersTried.add(folder);
    return missing.map((folder) => join(this.root, folder)).filter((folder) => isReadable(folder, bounds));
  }

  async #read(path: string): Promise<Code | null> {
    const { warnings } = this.#found;
    const name = this.#pathOf(path);
    const text = this.#textOf(path, name);
    if (text === null) return null;
    const code = await this.#parse(path, text.replace(/^\uFEFF/, ''));
    if (code === null) return null;
    this.texts.set(name, text);
    this.#codes.set(path, code);
    for (const { line, what } of code.problems) warnings.push(`${name}:${line}: ${what}`);
    return code;
  }

  #textOf(path: string, name: string): string | null {
    try {
      const { size } = statSync(path);
      if (size <= largestBytes) return readFileSync(path, 'utf8');
      if (/\.tf(\.json)?$/.test(path)) this.#found.warnings.push(`${name} has ${size} bytes, more than ${largestBytes}; it is left out`);
    } catch (error) {
      if (systemCodeOf(error) === null) throw error;
      this.#found.warnings.push(`cannot read ${name}: ${reasonOf(error)}`);
    }
    return null;
  }

  async #parse(path: string, text: string): Promise<Code | null> {
    if (path.endsWith('.tf.json')) return parseTerraformJson(text);
    if (!path.endsWith('.tf')) return looksLikeTemplate(text) ? parseTemplate(text) : null;
    this.#withTree ??= await loadParser();
    return parseTerraform(text, this.#withTree);
  }

  #pathOf(path: string): string {
    return relative(this.root, path).split(sep).join('/') || '.';
  }
}

async function loadParser(): Promise<WithTree> {
  const [{ terraformParser }, { terraformGrammar }] = await Promise.all([
    import('../../source-code/terraform/parser.ts'),
    import('./terraform-grammar.ts'),
  ]);
  return terraformParser(terraformGrammar());
}

function isReadable(folder: string, bounds: string): boolean {
  try {
    return isWithin(realpathSync(folder), bounds) && statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
