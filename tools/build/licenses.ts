import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';

/** The licences of everything that was bundled, each text once, under the packages it covers. */
export function thirdPartyLicenses(metafile: Metafile): string {
  const packagesByText = new Map<string, string[]>();
  for (const folder of bundledPackages(metafile)) {
    const text = licenseOf(folder);
    const packages = packagesByText.get(text);
    if (packages === undefined) packagesByText.set(text, [nameOf(folder)]);
    else packages.push(nameOf(folder));
  }
  return [...packagesByText].map(([text, packages]) => `${packages.join(', ')}\n\n${text.trim()}\n`).join(`\n${'-'.repeat(80)}\n\n`);
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
