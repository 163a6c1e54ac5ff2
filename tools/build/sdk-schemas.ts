import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Lets esbuild drop the schemas of the SDK operations we never call.
 *
 * A schema file names its members by constants, `{ [_hE]: 400 }`. A computed key may run code, so esbuild keeps every
 * schema of a service for one command. With the literal key in its place, the unused ones go: client-ec2 shrinks to a fifth.
 */
export const sdkSchemas: Plugin = {
  name: 'sdk-schemas',
  setup(build) {
    build.onLoad({ filter: /[\\/]@aws-sdk[\\/].*[\\/]schemas_\d+\.js$/ }, async ({ path }) => ({
      contents: withoutErrorClasses(withLiteralKeys(await readFile(path, 'utf8'))),
      loader: 'js',
    }));
  },
};

/**
 * Lets esbuild drop the classes of a service's errors, of which there are hundreds. An error without a class of its own
 * is the service's base exception with the name that AWS sent, which is all we read.
 */
export function withoutErrorClasses(source: string): string {
  return source.replaceAll(/^\w+\.registerError\((?!\w+ServiceException\$).*\);$/gm, '');
}

/** Of the package file of a client, which each client brings along whole, its version is all that is read. */
export const sdkVersions: Plugin = {
  name: 'sdk-versions',
  setup(build) {
    build.onLoad({ filter: /[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/ }, async ({ path }) => {
      const manifest: unknown = JSON.parse(await readFile(path, 'utf8'));
      const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : undefined;
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/** The SDK brings a parser of browser names along, behind an import that Node never makes. */
export const withoutBrowserNames: Plugin = {
  name: 'without-browser-names',
  setup(build) {
    build.onResolve({ filter: /^bowser$/ }, () => ({ path: 'bowser', namespace: 'browser-only' }));
    build.onLoad({ filter: /.*/, namespace: 'browser-only' }, () => ({ contents: '', loader: 'js' }));
  },
};

/** Exported for its test: an SDK of another shape must leave the text as it is, or break the build, never change a meaning. */
export function withLiteralKeys(source: string): string {
  const constants = new Map<string, string>();
  for (const [, name, literal] of source.matchAll(/^const (_\w+) = ("(?:[^"\\]|\\.)*");$/gm)) {
    if (name !== undefined && literal !== undefined) constants.set(name, literal);
  }
  return source.replaceAll(/\[(_\w+)\](?=:)/g, (key, name: string) => constants.get(name) ?? key);
}
