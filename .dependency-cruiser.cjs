/** The layers: who may import whom, and why. The table with the whole picture is in ARCHITECTURE.md. */

const layer = (name, path, mayUse, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path },
  to: { path: '^(src|rules|test|tools|bench)/', pathNot: [path, ...mayUse] },
});

const sdk = 'node_modules/@(aws-sdk|smithy)/';

module.exports = {
  forbidden: [
    layer('model-is-the-floor', '^src/model/', [], 'The vocabulary depends on nothing of ours.'),
    layer('aws-knows-no-verdict', '^src/aws/', ['^src/model/'], 'Talking to AWS needs no rule, no graph and no engine.'),
    layer('collecting-never-judges', '^src/collectors/', ['^src/(model|aws)/'], 'A collector says what is there, never what it means.'),
    layer(
      'sources-only-read',
      '^src/sources/',
      ['^src/(model|aws)/'],
      "A source ends at the snapshot; what follows from it is the graph's business.",
    ),
    layer('graph-is-from-anywhere', '^src/graph/', ['^src/model/'], 'The graph does not know where its facts came from.'),
    layer(
      'topology-follows-from-facts',
      '^src/topology/',
      ['^src/(model|graph)/'],
      'What follows from the facts depends on the facts alone.',
    ),
    layer('engine-knows-no-rule', '^src/engine/', ['^src/(model|graph|topology)/'], 'The engine runs any rule on a graph from anywhere.'),
    layer(
      'drift-compares-verdicts',
      '^src/drift/',
      ['^src/(model|graph|engine)/'],
      'Drift is two snapshots and two verdicts, wherever they came from.',
    ),
    layer(
      'rules-use-one-door',
      '^rules/',
      ['^src/rule-kit[.]ts$'],
      "A rule sees the graph through #rule-kit, as a user's own rule does, never how it was collected.",
    ),
    layer(
      'code-is-where-findings-are-written',
      '^src/source-code/',
      ['^src/model/'],
      'Where something is written follows from texts alone.',
    ),
    layer('outputs-read-reports', '^src/output/', ['^src/model/'], 'A report is rendered from data alone.'),
    layer(
      'kit-is-the-engines-door',
      '^src/rule-kit[.]ts$',
      ['^src/(model|graph|topology|engine)/'],
      'A rule must not reach what writes, collects or renders.',
    ),
    layer(
      'app-is-below-the-shells',
      '^src/app/',
      ['^src/(model|aws|collectors|sources|graph|topology|engine|drift|source-code|output|generated)/', '^src/rule-kit[.]ts$'],
      'A use case does not know who asked for it.',
    ),
    layer(
      'shells-are-thin',
      '^src/(cli|lambda|index[.]ts$)',
      ['^src/(app|model)/', '^src/(index|rule-kit|generated/tool)[.]ts$'],
      'A shell reads arguments, calls the app and shows the answer.',
    ),
    layer(
      'generated-collects-units',
      '^src/generated/',
      ['^src/(model|engine|collectors)/', '^src/app/config/schema[.]ts$', '^rules/'],
      'A registry lists units; it does nothing.',
    ),
    {
      name: 'cli-and-lambda-are-strangers',
      comment: 'Two shells over the same app must not grow into each other.',
      severity: 'error',
      from: { path: '^src/(cli|lambda)/' },
      to: { path: '^src/(cli|lambda)/', pathNot: '^src/$1/' },
    },
    {
      name: 'sdk-only-where-the-account-is-read',
      comment: 'Everything else works on a snapshot, offline, and must start without loading the SDK.',
      severity: 'error',
      from: { path: '^(src|rules)/', pathNot: '^src/(aws|collectors|sources/aws-config)/' },
      to: { path: sdk },
    },
    {
      name: 'files-only-at-the-edge',
      comment: 'Files are touched in app, sources and tools alone, so that everything between is a function of its input.',
      severity: 'error',
      from: { path: '^(src|rules)/', pathNot: '^src/(app|sources|cli|lambda|aws)/' },
      to: { path: '^(node:)?fs(/promises)?$' },
    },
    {
      name: 'rules-use-no-platform',
      comment: 'A rule is a pure function of the graph.',
      severity: 'error',
      from: { path: '^rules/' },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'network-only-in-aws',
      comment: 'Nothing but the AWS layer talks to anyone.',
      severity: 'error',
      from: { path: '^(src|rules)/', pathNot: '^src/aws/' },
      to: { path: '^(node:)?(https?|http2|net|tls|dgram|dns)(/promises)?$' },
    },
    {
      name: 'product-knows-no-test',
      comment: 'What is shipped must not need what is not.',
      severity: 'error',
      from: { path: '^(src|rules|bin)/' },
      to: { path: '^(test|tools|bench)/' },
    },
    {
      name: 'no-cycles',
      comment: 'Of two modules that need each other, neither can be understood alone.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'nothing-unresolved',
      comment: 'An import that leads nowhere was not checked either.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.js', '.d.ts', '.json'],
    },
  },
};
