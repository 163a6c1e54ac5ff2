import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { withTextsInPlace, withoutUnnamedMembers, wordsOfSources } from './sdk-members.ts';

/**
 * Lets esbuild drop the schemas of the SDK operations we never call.
 *
 * A schema file names its members by constants, `{ [_hE]: 400 }`. A computed key may run code, so esbuild keeps every
 * schema of a service for one command. With the literal key in its place, the unused ones go: client-ec2 shrinks to a fifth.
 */
export const sdkSchemas: Plugin = {
  name: 'sdk-schemas',
  setup(build) {
    const named = wordsOfSources();
    build.onLoad({ filter: /[\\/]@aws-sdk[\\/].*[\\/]schemas_\d+\.js$/ }, async ({ path }) => {
      const source = withoutErrorClasses(withLiteralKeys(await readFile(path, 'utf8')));
      // The SDK's own sign-in reads answers, too, and is not among our sources.
      return { contents: path.includes('nested-clients') ? source : withTextsInPlace(withoutUnnamedMembers(source, named)), loader: 'js' };
    });
  },
};

/**
 * The clients by which the SDK signs in are loaded lazily, so that esbuild would keep all they export. Their users construct a client, send
 * commands and assume roles; errors and schemas are for others.
 */
export const sdkSignIn: Plugin = {
  name: 'sdk-sign-in',
  setup(build) {
    build.onLoad({ filter: /[\\/]nested-clients[\\/]dist-es[\\/]submodules[\\/][\w-]+[\\/]index\.js$/ }, async ({ path }) => ({
      contents: withoutForeignExports(await readFile(path, 'utf8')),
      loader: 'js',
    }));
  },
};

/** Exported for its test. */
export function withoutForeignExports(source: string): string {
  return source.replaceAll(/^export .* from "\.\/(?:models\/|schemas\/|[A-Z]\w*(?<!Client)").*$/gm, '');
}

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
 * the streams of events that no operation of ours answers with, and the credentials of users of a mobile app.
 */
export const withoutUnused: Plugin = without(/^(bowser|@smithy\/core\/event-streams|@aws-sdk\/credential-provider-cognito-identity)$/);

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

/** The progress display and the table each bring an edition of one large regular expression, which Node has built in. */
export const nativeEmojiRegex: Plugin = {
  name: 'native-emoji-regex',
  setup(build) {
    build.onResolve({ filter: /^emoji-regex$/ }, ({ path }) => ({ path, namespace: 'native' }));
    build.onLoad({ filter: /^emoji-regex$/, namespace: 'native' }, () => ({
      contents: 'module.exports = () => /\\p{RGI_Emoji}/gv;',
      loader: 'js',
    }));
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
