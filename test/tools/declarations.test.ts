import { expect, it } from 'vitest';
import { compact } from '../../tools/build/declarations.ts';
import { reachableDeclarations } from '../../tools/build/reachable-declarations.ts';

it('declarations import each name once, by a short one, without indentation', () => {
  const long = [
    "import { type Frozen } from './declare.js';",
    'export declare const a: import("@sinclair/typebox").TObject<{',
    '    b: import("@sinclair/typebox").TString;',
    '    /**',
    '     * Words.',
    '     */',
    '    c: import("./declare.js").Relation<"x">;',
    '    d: import("@sinclair/typebox").TString;',
    '}>;',
  ];
  expect(compact(long.join('\n')).split('\n')).toEqual([
    "import type { TObject as _1, TString as _2 } from '@sinclair/typebox';",
    "import type { Relation as _3 } from './declare.js';",
    "import { type Frozen } from './declare.js';",
    'export declare const a: _1<{',
    'b: _2;',
    '/**',
    '* Words.',
    '*/',
    'c: _3<"x">;',
    'd: _2;',
    '}>;',
  ]);
});

it('declarations that no door leads to are left out, and the imports that only they needed', () => {
  const texts = new Map([
    ['door.d.ts', "export { make as build, type Made } from './made.js';\n"],
    [
      'made.d.ts',
      [
        "import type { Part as _1, Other as _2 } from './part.js';",
        '/** Words. */',
        'export interface Made { part: _1 }',
        'export declare function make(): Made;',
        'export declare function hidden(): _2;',
      ].join('\n'),
    ],
    ['part.d.ts', 'export type Part = string;\nexport type Other = number;\n'],
    ['unused.d.ts', 'export type Nothing = Part;\n'],
  ]);
  expect([...reachableDeclarations(texts, new Set(['door.d.ts']))]).toEqual([
    ['door.d.ts', "export { make as build, type Made } from './made.js';\n"],
    [
      'made.d.ts',
      "import type { Part as _1 } from './part.js';\n/** Words. */\nexport interface Made { part: _1 }\nexport declare function make(): Made;\n",
    ],
    ['part.d.ts', 'export type Part = string;\n'],
    ['unused.d.ts', 'export {};\n'],
  ]);
});
