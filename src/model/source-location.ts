import type { Static } from '@sinclair/typebox';
import { type Frozen, oneOf } from './declare.ts';
import { Type } from './type.ts';

/** What a finding is pinned to in code: the smaller, the better. */
export const sourcePrecisions = ['attribute', 'block', 'module', 'owner'] as const;

const position = (description: string) => Type.Integer({ minimum: 1, description });

export const sourceLocationSchema = Type.Object(
  {
    file: Type.String({ description: 'Path relative to the root of the repository, with slashes.' }),
    startLine: position('From 1.'),
    startColumn: position('From 1, in UTF-16 units.'),
    endLine: position('From 1.'),
    endColumn: position('From 1, in UTF-16 units; the first one that is no longer meant.'),
    precision: oneOf(sourcePrecisions, {
      description: 'Attribute or property; resource block or logical id; call of a module; line of the owner of what is generated.',
    }),
    address: Type.String({ description: 'Terraform address, or stack and logical id.' }),
    lineHash: Type.String({ description: 'As code scanning computes it for the line.' }),
  },
  { description: 'Where the resource is written.' },
);

/** Where a resource is written. */
export interface SourceLocation extends Frozen<Static<typeof sourceLocationSchema>> {}
