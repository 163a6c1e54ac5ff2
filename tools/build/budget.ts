import type { Metafile } from 'esbuild';

/** Bytes that all of `dist/` may have: with schemas, demo account, README and licence, which come to 200 KB, the package stays below 2 MB. */
export const maximumBytes = 1_800_000;

/** Where the live path begins: modules that are imported lazily and may bring the SDK along. */
const livePath = [/^src\/(aws|collectors)\//, /^src\/app\/(live|since|config-(place|aggregator))/, /(^|\/)node_modules\//];

const sdk = /(^|\/)node_modules\/@(aws-sdk|smithy)\//;

/** What the bundle must not be, one sentence each. Counted on the module graph, so no stopwatch is involved. */
export function violations(metafile: Metafile, bytes: number): readonly string[] {
  const size = bytes > maximumBytes ? [`dist/ has ${String(bytes)} bytes, more than ${String(maximumBytes)}`] : [];
  return [...size, ...offlineEntriesWithSdk(metafile)];
}

/** Entries, static and lazy ones, that load the SDK although they are no part of the live path. */
function offlineEntriesWithSdk(metafile: Metafile): readonly string[] {
  return Object.entries(metafile.outputs).flatMap(([output, { entryPoint }]) => {
    if (entryPoint === undefined || livePath.some((pattern) => pattern.test(entryPoint))) return [];
    const found = [...staticInputs(metafile, output)].find((input) => sdk.test(input));
    return found === undefined ? [] : [`${entryPoint} loads the AWS SDK: ${found}`];
  });
}

/** Every module that is loaded as soon as `output` is. */
export function staticInputs(metafile: Metafile, output: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const inputs = new Set<string>();
  const visit = (path: string): void => {
    const chunk = metafile.outputs[path];
    if (chunk === undefined || seen.has(path)) return;
    seen.add(path);
    for (const input of Object.keys(chunk.inputs)) inputs.add(input);
    for (const imported of chunk.imports) if (imported.kind === 'import-statement') visit(imported.path);
  };
  visit(output);
  return inputs;
}
