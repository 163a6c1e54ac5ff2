import type { Report } from '../../model/report.ts';
import { Templates } from '../../source-code/cloudformation/templates.ts';
import { lineHashes } from '../../source-code/line-hashes.ts';
import { Locator, located } from '../../source-code/locator.ts';
import { DeployedResources, type RootedDocument } from '../../source-code/terraform/deployed.ts';
import type { TerraformDocument } from '../../source-code/terraform/document.ts';
import { rootModuleOf } from '../../source-code/terraform/root-module.ts';
import { TerraformTree } from '../../source-code/terraform/tree.ts';
import type { SourceOptions } from './options.ts';
import { readSourceTree } from './source-tree.ts';
import { folderBelow, readTerraformDocument } from './terraform-file.ts';

/** Code that was read, ready to say where a finding is written. */
export interface FoundSource {
  /** What could not be read or matched. */
  readonly warnings: readonly string[];
  /** The same report with the line of each failing result, as far as it is known. */
  locate(report: Report): Report;
  /** States and plans that cannot know anything of a report, one sentence each. */
  strangers(report: Report): readonly string[];
}

/** @throws InputError where the code, a state or a plan cannot be used */
export async function findSource({ source, documents: files }: SourceOptions): Promise<FoundSource> {
  const documents = files.map((file) => readTerraformDocument(file));
  const { root, terraform, templates, texts, warnings } = await readSourceTree(source);
  const tree = new TerraformTree(terraform);
  const rooted: RootedDocument[] = [];
  const unmatched: string[] = [];
  for (const document of documents) {
    const found = rootModuleOf(document, folderBelow(root, document.file), tree);
    if ('folder' in found) rooted.push({ ...document, root: found.folder });
    else unmatched.push(found.problem);
  }
  const deployed = new DeployedResources(rooted, tree);
  const locator = new Locator({ tree, templates: new Templates(templates), deployed }, hashing(texts));
  return {
    warnings: [...warnings, ...unmatched],
    locate: (report) => located(report, locator),
    strangers: (report) => documents.flatMap((document) => strangerText(document, report) ?? []),
  };
}

function strangerText({ file, accounts }: TerraformDocument, { run }: Report): string | null {
  if (accounts.size === 0 || run.accounts.length === 0 || run.accounts.some((account) => accounts.has(account))) return null;
  return `${file} is of account ${[...accounts].sort().join(', ')}, not of ${run.accounts.join(', ')}: nothing is located by it`;
}

/** Hashes of the lines of a file are made when the first one is asked for. */
function hashing(texts: ReadonlyMap<string, string>): (path: string, line: number) => string {
  const hashes = new Map<string, readonly string[]>();
  return (path, line) => {
    const known = hashes.get(path) ?? lineHashes(texts.get(path) ?? '');
    hashes.set(path, known);
    return known[line - 1] ?? '';
  };
}
