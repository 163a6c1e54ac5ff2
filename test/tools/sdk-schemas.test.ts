import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type BuildOptions } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withoutUnnamedMembers, withTextsInPlace, wordsOfSources } from '../../tools/build/sdk-members.ts';
import { nativeEmojiRegex, sdkSchemas, withLiteralKeys, withoutForeignExports } from '../../tools/build/sdk-schemas.ts';
import { projectFiles } from '../kit/project-files.ts';
import { type Answer, exchange, type Module } from '../kit/sdk-modules.ts';
import { readExchanges } from '../kit/wire-recording.ts';

interface Used {
  readonly client: string;
  readonly command: string;
}

/** Every command that the product sends, found in its imports. */
const used: readonly Used[] = projectFiles('src')
  .filter((path) => path.endsWith('.ts'))
  .flatMap((path) => [...readFileSync(path, 'utf8').matchAll(/import \{([^}]*)\} from '(@aws-sdk\/client-[\w-]+)'/g)])
  .flatMap(([, names = '', client = '']) =>
    [...names.matchAll(/(?:paginate(\w+)|(\w+)Command)\b/g)].map(([, paged, command]) => ({
      client,
      command: `${paged ?? command ?? ''}Command`,
    })),
  );

/** Members that many inputs have; a command sends those that its own schema knows. */
const input = {
  MaxResults: 50,
  MaxRecords: 50,
  PageSize: 50,
  Limit: 50,
  Marker: 'marker',
  NextToken: 'token',
  Filters: [{ Name: 'vpc-id', Values: ['vpc-1'] }],
  KeyId: 'key',
  ResourceArns: ['arn'],
  ResourceName: 'arn',
  LoadBalancerArn: 'arn',
  ListenerArn: 'arn',
  TargetGroupArn: 'arn',
  AutoScalingGroupName: 'group',
  LaunchTemplateId: 'lt-1',
  PrefixListId: 'pl-1',
};

const answers: readonly Answer[] = [
  {
    statusCode: 400,
    contentType: 'text/xml',
    body: '<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error><RequestId>1</RequestId></ErrorResponse>',
  },
  { statusCode: 400, contentType: 'application/x-amz-json-1.1', body: '{"__type":"NotFoundException","message":"gone"}' },
  {
    statusCode: 200,
    contentType: 'text/xml',
    body: '<Response><nextToken>more</nextToken><Result><Marker>more</Marker></Result></Response>',
  },
  { statusCode: 200, contentType: 'application/x-amz-json-1.1', body: '{"KeyMetadata":{"KeyId":"key","CreationDate":1}}' },
];

const recording = ['sound', 'beyond'].flatMap((name) => readExchanges(`fixtures/wire/${name}.json.gz`));

/** The emulator that was recorded does not offer what is asked of these, or they are destinations, of whose answers nothing is read. */
const unrecorded = ['config-service', 'eventbridge', 's3', 'securityhub', 'sns', 'ssm'].map((name) => `@aws-sdk/client-${name}`);

const bundleOptions: BuildOptions = {
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  mainFields: ['module', 'main'],
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
  plugins: [sdkSchemas],
};

const folder = mkdtempSync(join(tmpdir(), 'ha-audit-sdk-'));
const plain = new Map<string, Module>();
const bundled = new Map<string, Module>();

beforeAll(async () => {
  for (const client of new Set(used.map((use) => use.client))) {
    const sdk = await load(client);
    const commands = new Set(used.filter((use) => use.client === client).map(({ command }) => command));
    const file = join(folder, `${client.replace('/', '-')}.mjs`);
    const contents = `export { ${[...commands, clientName(sdk)].join(', ')} } from '${client}';`;
    await build({ ...bundleOptions, stdin: { contents, resolveDir: process.cwd() }, outfile: file });
    plain.set(client, sdk);
    bundled.set(client, await load(pathToFileURL(file).href));
  }
}, 60_000);

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the SDK without its unused schemas', () => {
  it('is compared for every command the product sends', () => {
    expect(used.length).toBeGreaterThan(40);
  });

  it.each(used)(
    '$client $command sends the same request, and reads the same of what the sources name in answers and errors',
    async ({ client, command }) => {
      for (const answer of [...answers, ...recordedAnswers(client, command)]) {
        const expected = await exchange(moduleOf(plain, client), clientName(moduleOf(plain, client)), command, input, answer);
        const found = await exchange(moduleOf(bundled, client), clientName(moduleOf(plain, client)), command, input, answer);
        expect(namedIn(found)).toEqual(namedIn(expected));
      }
    },
  );

  it('is compared on what was recorded of every service', () => {
    const compared = used.filter(({ client, command }) => recordedAnswers(client, command).length > 0);
    expect(compared.length).toBeGreaterThan(30);
    const missing = used.map(({ client }) => client).filter((client) => !compared.some((each) => each.client === client));
    expect([...new Set(missing)]).toEqual(unrecorded);
  });

  it('drops most of them', () => {
    expect(statSync(join(folder, '@aws-sdk-client-ec2.mjs')).size).toBeLessThan(340_000);
  });
});

describe('literal keys', () => {
  it('stand for the constants of their own file alone', () => {
    const source = 'const _a = "x-y";\nconst t = { [_a]: 1, [_b]: [_a] };\nconst list = [_a];';
    expect(withLiteralKeys(source)).toBe('const _a = "x-y";\nconst t = { "x-y": 1, [_b]: [_a] };\nconst list = [_a];');
  });
});

describe('members of a structure', () => {
  const source = [
    'const _A = "Alpha";',
    'const _B = "Beta";',
    'export var Inner$ = [3, n0, _I, 0, [_A, _B], [[0, { "ec2QueryName": `Alpha`, "xmlName": _a }], () => Deep$], 1];',
    'export var Asked$ = [3, n0, _Q, 0, [_B], [[0, { "ec2QueryName": `Beta`, "xmlName": _b }]]];',
    'export var Do$ = [9, n0, _D, 0, () => Asked$, () => Told$];',
    'export var Told$ = [3, n0, _T, 0, [_B], [() => Inner$]];',
  ];

  it('stay where a source names them, or where they are of a request or an answer itself; requests keep their names', () => {
    expect(withoutUnnamedMembers(source.join('\n'), new Set(['Alpha'])).split('\n')).toEqual([
      ...source.slice(0, 2),
      'export var Inner$ = [3, n0, _I, 0, [_A], [[0, { "xmlName": _a }]], 1];',
      ...source.slice(3),
    ]);
    expect(withoutUnnamedMembers(source.join('\n'), new Set(['Beta']))).toContain('[3, n0, _I, 0, [_B], [() => Deep$], 0]');
  });

  it('are told in place where few are told', () => {
    expect(withTextsInPlace('const _A = "Alpha";\nvar x = [_A, _B];')).toBe('const _A = "Alpha";\nvar x = ["Alpha", _B];');
  });
});

describe('what the SDK signs in by', () => {
  it('still has all that the SDK takes of it', () => {
    const folders = ['core', 'credential-provider-login', 'credential-provider-sso', 'credential-provider-ini', 'token-providers'];
    const taken = [...folders, 'credential-provider-web-identity', 'credential-providers']
      .flatMap((name) => projectFiles(`node_modules/@aws-sdk/${name}/dist-es`))
      .flatMap((path) => [
        ...readFileSync(path, 'utf8').matchAll(/\{([^{}]*)\}\s*(?:from|= await import\()\s*"@aws-sdk\/nested-clients\/[\w-]+"/g),
      ])
      .flatMap(([, names = '']) => names.match(/\w+/g) ?? []);
    expect(taken.length).toBeGreaterThan(5);
    expect(taken.filter((name) => !/Client$|Command$|^getDefaultRoleAssumer/.test(name))).toEqual([]);
    const index = readFileSync('node_modules/@aws-sdk/nested-clients/dist-es/submodules/sts/index.js', 'utf8');
    expect(withoutForeignExports(index).match(/"\.\/.*"/g)).toEqual(['"./STSClient"', '"./commands"', '"./defaultRoleAssumers"']);
  });
});

it('Node itself knows emoji, of which a package would bring a list', async () => {
  const file = join(folder, 'emoji.mjs');
  const contents = "import emoji from 'emoji-regex'; export const pattern = emoji();";
  await build({ ...bundleOptions, plugins: [nativeEmojiRegex], stdin: { contents, resolveDir: process.cwd() }, outfile: file });
  const { pattern } = await load(pathToFileURL(file).href);
  if (!(pattern instanceof RegExp)) throw new TypeError('the bundle exports no pattern');
  const wide = (text: string) => text.replace(pattern, '__');
  expect(['🚀', '👍🏽', '🇩🇪', '1️⃣', '👩‍👩‍👧'].map(wide)).toEqual(['__', '__', '__', '__', '__']);
  expect(wide('a1#✔©é漢')).toBe('a1#✔©é漢');
});

const words = wordsOfSources();

/** What sources can have read of an answer. */
function namedIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(namedIn);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, each]) => (words.has(name) ? [[name, namedIn(each)]] : [])));
}

/** Real answers to the command, from the recording that the scan tests replay, too. */
function recordedAnswers(client: string, command: string): readonly Answer[] {
  const service = client.replace('@aws-sdk/client-', '').replaceAll('-', '').replace('elasticloadbalancingv2', 'elasticloadbalancing');
  return recording
    .filter(({ action }) => action.replaceAll('-', '') === `${service}:${command.replace(/Command$/, '')}`)
    .map(({ status, contentType, body }) => ({ statusCode: status, contentType, body }));
}

async function load(specifier: string): Promise<Module> {
  const module: unknown = await import(specifier);
  if (!isModule(module)) throw new TypeError(`${specifier} is no module`);
  return module;
}

function isModule(value: unknown): value is Module {
  return typeof value === 'object' && value !== null;
}

function moduleOf(modules: ReadonlyMap<string, Module>, client: string): Module {
  const module = modules.get(client);
  if (module === undefined) throw new Error(`${client} was not loaded`);
  return module;
}

function clientName(module: Module): string {
  const name = Object.keys(module).find((each) => /^[A-Za-z]\w*Client$/.test(each));
  if (name === undefined) throw new Error('the module exports no client');
  return name;
}
