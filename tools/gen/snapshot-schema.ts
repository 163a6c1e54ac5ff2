import { kinds } from '../../src/model/kinds.ts';
import { nodeRecordSchema, snapshotHeaderSchema, snapshotSchemaId } from '../../src/model/snapshot.ts';
import type { JsonSchema } from '../../src/model/validation/json-schema.ts';

/** A line of a snapshot, or a whole one written as a single document, with the facts of every kind. */
export function snapshotSchema(): JsonSchema {
  const factsOf = Object.entries(kinds).map(([kind, { type, facts }]) => [
    kind,
    { type: 'object', description: `Facts of ${type}.`, properties: facts },
  ]);
  const factsByKind = Object.keys(kinds).map((kind) => ({
    if: { properties: { kind: { const: kind } } },
    then: { properties: { facts: { $ref: `#/definitions/${kind}` } } },
  }));
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: snapshotSchemaId,
    description: 'NDJSON: the header on line 1, then a resource a line. A single document with `nodes` is accepted, too.',
    anyOf: [{ $ref: '#/definitions/header' }, { $ref: '#/definitions/node' }, { $ref: '#/definitions/document' }],
    definitions: {
      header: snapshotHeaderSchema,
      node: { ...nodeRecordSchema, allOf: [{ $ref: '#/definitions/factsOfKind' }] },
      factsOfKind: { allOf: factsByKind },
      document: {
        type: 'object',
        description: 'What is left out follows from the nodes; without `coverage`, what they do not hold was not collected.',
        required: ['schema', 'nodes'],
        properties: {
          ...referring('header', snapshotHeaderSchema.properties),
          coverage: { anyOf: [{ const: 'complete' }, snapshotHeaderSchema.properties.coverage] },
          nodes: { type: 'array', items: { $ref: '#/definitions/nodeOfDocument' } },
        },
      },
      nodeOfDocument: {
        type: 'object',
        required: ['kind', 'id', 'account', 'region'],
        properties: referring('node', nodeRecordSchema.properties),
        allOf: [{ $ref: '#/definitions/factsOfKind' }],
      },
      ...Object.fromEntries(factsOf),
    },
  };
}

/** The same properties as those of a definition, by reference. */
function referring(definition: string, properties: JsonSchema): JsonSchema {
  return Object.fromEntries(Object.keys(properties).map((name) => [name, { $ref: `#/definitions/${definition}/properties/${name}` }]));
}
