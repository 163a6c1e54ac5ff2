import { readFileSync } from 'node:fs';
import { parse, type ScalarTag } from 'yaml';

/** Functions of CloudFormation are kept as they are written, with their names. */
const functions = ['Ref', 'GetAtt', 'Sub', 'If', 'Not', 'And', 'Or', 'Equals', 'Condition'];
const scalars = functions.map((name): ScalarTag => ({ tag: `!${name}`, resolve: (text) => ({ [name]: text }) }));
const lists = functions.map((name) => ({ tag: `!${name}`, collection: 'seq' as const }));

interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
}

interface Resource {
  readonly Type: string;
  readonly DeletionPolicy?: string;
  readonly Properties: Readonly<Record<string, unknown>>;
}

type Conditional = readonly [condition: string, then: Statement, otherwise: unknown];

interface Policy {
  readonly PolicyDocument: { readonly Statement: readonly (Statement | Conditional)[] };
}

export const templateText = readFileSync('infra/audit.yaml', 'utf8');

const template: { readonly Resources: Readonly<Record<string, Resource>> } = parse(templateText, { customTags: [...scalars, ...lists] });

export const { Resources: resources } = template;

const policies: readonly Policy[] = JSON.parse(JSON.stringify(resources['AuditRole']?.Properties['Policies']));

/** What the role of the function may do where some of the template's conditions hold. */
export function statementsWhere(holds: (condition: string) => boolean): readonly Statement[] {
  return policies
    .flatMap(({ PolicyDocument }) => PolicyDocument.Statement)
    .flatMap((each) => (!isConditional(each) ? [each] : holds(each[0]) ? [each[1]] : []));
}

/** What it may do, behind conditions too. */
export const statements = statementsWhere(() => true);

function isConditional(statement: Statement | Conditional): statement is Conditional {
  return Array.isArray(statement);
}

export function actionsOf({ Action }: Statement): readonly string[] {
  return [Action].flat();
}
