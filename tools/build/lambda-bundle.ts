import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build, type BuildOptions, type Metafile, type Plugin } from 'esbuild';
import { requireForCommonJs } from './bundle.ts';
import { sdkSchemas, sdkVersions, withLiteralKeys, without, withoutErrorClasses } from './sdk-schemas.ts';

const common = {
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node22',
  mainFields: ['module', 'main'],
  minify: true,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Ways to credentials that need a browser, a profile, a program or another machine's metadata, none of which a function has;
 * and AWS Config as a source, which it is never asked for.
 */
const notInLambda = without(
  /^(bowser|@smithy\/credential-provider-imds|@aws-sdk\/(credential-provider-(sso|login|process|cognito-identity|ini|web-identity)|nested-clients\/(sso|sso-oidc|signin|cognito-identity))|\.\/(config-place|config-aggregator|since)\.ts)$/,
);

/** A finding may describe every kind of resource in every detail, which takes a schema of 90 KB; ours name the resource. */
const withoutResourceDetails: Plugin = {
  name: 'without-resource-details',
  setup(build) {
    build.onLoad({ filter: /[\\/]client-securityhub[\\/].*[\\/]schemas_0\.js$/ }, async ({ path }) => ({
      contents: withoutDetails(withoutErrorClasses(withLiteralKeys(await readFile(path, 'utf8')))),
      loader: 'js',
    }));
  },
};

function withoutDetails(source: string): string {
  return source.replace(/^(export var ResourceDetails\$ = \[3, \w+, \w+,\s*0),[\s\S]*?^\];/m, '$1, [], []];');
}

/**
 * The handler and all it needs in one module: a start reads one file. Bundled twice, since esbuild drops what is not used of a module
 * that is imported lazily only while it splits.
 *
 * @returns the module, and the metafile that names what went into it
 */
export async function bundleLambda(): Promise<{ readonly code: string; readonly metafile: Metafile }> {
  const folder = mkdtempSync(resolve('dist-lambda.'));
  try {
    const { metafile } = await build({
      ...common,
      entryPoints: { handler: 'src/lambda/handler.ts' },
      outdir: folder,
      splitting: true,
      plugins: [withoutResourceDetails, sdkSchemas, sdkVersions, notInLambda],
    });
    const { outputFiles } = await build({ ...common, entryPoints: [join(folder, 'handler.js')], outfile: 'index.mjs', write: false });
    const [{ text } = { text: '' }] = outputFiles;
    return { code: text.includes('typeof require') ? requireForCommonJs + text : text, metafile };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
