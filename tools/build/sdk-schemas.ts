import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
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
    build.onLoad({ filter: /[\\/]@aws-sdk[\\/](?:client-[\w-]+|nested-clients)[\\/]package\.json$/ }, async ({ path }) => {
      const manifest: unknown = JSON.parse(await readFile(path, 'utf8'));
      const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : undefined;
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};

/**
 * What the SDK brings along behind imports that are never made: a parser of browser names, which Node has none of,
 * and the streams of events that no operation of ours answers with.
 */
export const withoutUnused: Plugin = without(/^(bowser|@smithy\/core\/event-streams)$/);

/** Takes these modules for empty ones. Whoever calls what they export fails at once. */
export function without(filter: RegExp): Plugin {
  const name = `without ${filter.source}`;
  return {
    name,
    setup(build) {
      build.onResolve({ filter }, ({ path }) => ({ path, namespace: name }));
      build.onLoad({ filter: /.*/, namespace: name }, () => ({ contents: '', loader: 'js' }));
    },
  };
}

/** The progress display and the table each bring an edition of one large regular expression; one serves both. */
export const oneEmojiRegex: Plugin = {
  name: 'one-emoji-regex',
  setup(build) {
    build.onResolve({ filter: /^emoji-regex$/ }, () => ({ path: resolve('node_modules/emoji-regex/index.js') }));
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
