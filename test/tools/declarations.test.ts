import { expect, it } from 'vitest';
import { compact } from '../../tools/build/declarations.ts';

it('declarations import each module once, by a short name, and are indented by tabs', () => {
  const long = [
    "import { type Frozen } from './declare.js';",
    'export declare const a: import("@sinclair/typebox").TObject<{',
    '    b: import("@sinclair/typebox").TString;',
    '    /** Words. */',
    '    c: import("./declare.js").Relation<"x">;',
    '}>;',
  ];
  expect(compact(long.join('\n')).split('\n')).toEqual([
    "import type * as _1 from '@sinclair/typebox';",
    "import type * as _2 from './declare.js';",
    "import { type Frozen } from './declare.js';",
    'export declare const a: _1.TObject<{',
    '\tb: _1.TString;',
    '\t/** Words. */',
    '\tc: _2.Relation<"x">;',
    '}>;',
  ]);
});
