import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';

interface Licence {
  readonly packages: string[];
  readonly copyrights: Set<string>;
  readonly text: string;
}

/**
 * The licences of everything that was bundled, and of other packages that are shipped in part: each text once, with the packages it covers
 * and their copyright notices. The project's own one is named only, where it is shipped beside the file.
 */
export function thirdPartyLicenses(metafile: Metafile, others: readonly string[] = [], { isOwnBeside = false } = {}): string {
  const own = isOwnBeside ? termsOf(readFileSync('LICENSE', 'utf8')) : null;
  const licences = new Map<string, Licence>();
  for (const folder of [...bundledPackages(metafile), ...others]) {
    const lines = licenseOf(folder).trim().split('\n');
    const full = withoutAppendix(lines.filter((line) => !isCopyright(line)).join('\n'));
    const text = own !== null && termsOf(full) === own ? 'Apache License, Version 2.0: the text of LICENSE, in the folder above.' : full;
    const key = text.replace(titles, '').replaceAll(/\W+/g, ' ').toLowerCase().trim();
    const licence = licences.get(key) ?? { packages: [], copyrights: new Set(), text };
    licences.set(key, licence);
    licence.packages.push(nameOf(folder));
    for (const line of lines.filter(isCopyright)) licence.copyrights.add(line.trim());
  }
  return [...licences.values()]
    .map(({ packages, copyrights, text }) => `${packages.join(', ')}\n\n${[...copyrights].join('\n')}\n\n${text.trim()}\n`)
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** The words of the Apache licence, however a package wraps and ends it; all words of another one. */
function termsOf(text: string): string {
  const words = text.replaceAll(/\W+/g, ' ').toLowerCase().trim();
  return /apache license .* any such warranty or additional liability/.exec(words)?.[0] ?? words;
}

function isCopyright(line: string): boolean {
  return /^[\s-]*(copyright\b.*\d{4}|copyright (\(c\)|©|[\w ]+<)|\(c\) \d{4})/i.test(line);
}

/** One licence goes by several titles. */
const titles = /^\s*\(?(the )?(mit|isc) license( \(mit\))?\)?\s*$/im;

/** How to apply the Apache licence to one's own work, which follows its end, is not part of it. */
function withoutAppendix(text: string): string {
  return text.replace(/(END OF TERMS AND CONDITIONS)\s[^]*$/, '$1');
}

/** Folders of the packages whose code is in the bundle, sorted. */
export function bundledPackages({ outputs }: Metafile): readonly string[] {
  const folders = new Set<string>();
  for (const { inputs } of Object.values(outputs)) {
    for (const input of Object.keys(inputs)) {
      const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input);
      if (folder !== null) folders.add(folder[0]);
    }
  }
  return [...folders].sort();
}

function licenseOf(folder: string): string {
  const file = readdirSync(folder).find((name) => /^licen[cs]e/i.test(name));
  if (file !== undefined) return readFileSync(`${folder}/${file}`, 'utf8');
  if (existsSync(`${folder}/package.json`)) return `License: ${licenseField(folder)}`;
  throw new Error(`${folder} states no licence`);
}

function licenseField(folder: string): string {
  const manifest: unknown = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
  if (typeof manifest === 'object' && manifest !== null && 'license' in manifest) return String(manifest.license);
  throw new Error(`${folder} states no licence`);
}

function nameOf(folder: string): string {
  return folder.slice(folder.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
