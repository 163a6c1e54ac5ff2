/**
 * The scheduled audit as one module in a zip, for infra/audit.yaml.
 *
 *     npm run lambda:package    writes dist-lambda/index.mjs and dist-lambda/ha-audit.zip
 *
 * The same sources give the same bytes.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { bundleLambda } from './build/lambda-bundle.ts';
import { thirdPartyLicenses } from './build/licenses.ts';
import { run } from './build/run.ts';

/** https://docs.aws.amazon.com/lambda allows much more; a small one starts sooner. */
const maximumBytes = 500_000;

await run(process.execPath, '--import', 'tsx', 'tools/gen.ts', '--runtime');
const { code, metafile } = await bundleLambda();
const zip = zipSync(
  { 'index.mjs': strToU8(code), 'third-party-licenses.txt': strToU8(thirdPartyLicenses(metafile)) },
  { level: 9, mtime: '1980-01-01T12:00:00' },
);
if (zip.length > maximumBytes) throw new Error(`the zip has ${String(zip.length)} bytes, more than ${String(maximumBytes)}`);
mkdirSync('dist-lambda', { recursive: true });
writeFileSync('dist-lambda/index.mjs', code);
writeFileSync('dist-lambda/ha-audit.zip', zip);
console.log(`dist-lambda/ha-audit.zip: ${String(zip.length)} bytes, index.mjs ${String(code.length)}`);
