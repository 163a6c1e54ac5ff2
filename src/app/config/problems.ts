import { rules } from '../../generated/rules.ts';
import { type ConfigurationFile, configurationSchema, said } from '../../model/configuration.ts';
import { accountPattern, rolePattern } from '../../model/terms.ts';
import type { ValidationError } from '../../model/validation/check.ts';
import { type Validator, validator } from '../../model/validation/validator.ts';
import { nearest } from '../names.ts';
import { accountProblems } from './account-problems.ts';
import { keysAt } from './keys-at.ts';
import { waiverProblems } from './waiver-problems.ts';

export type Path = readonly string[];

export interface Problem {
  readonly path: Path;
  readonly message: string;
  /** The mistake is the key, not its value. */
  readonly isKey: boolean;
}

export const configurations: Validator<ConfigurationFile> = validator(configurationSchema);

/** Everything that is wrong with a configuration, in no particular order. */
export function problemsOf(value: unknown): readonly Problem[] {
  if (configurations.accepts(value)) {
    const { rules: settings = {}, waivers = [], accounts } = value;
    return [
      ...Object.entries(settings).flatMap(([id, setting]) => ruleProblems(id, setting)),
      ...waiverProblems(waivers),
      ...(accounts === undefined ? [] : accountProblems(accounts)),
    ];
  }
  const errors = configurations.errorsOf(value);
  // Of a choice between `off` and settings, both alternatives complain.
  const choices = new Set(errors.filter(({ keyword }) => keyword === 'anyOf').map(({ instancePath }) => instancePath));
  return errors.flatMap((error) => {
    if (!choices.has(error.instancePath) || ['additionalProperties', 'required'].includes(error.keyword))
      return [problemOf(error, [], configurationSchema, value)];
    if (error.params['type'] !== 'object') return [];
    const path = pathOf(error);
    const short = path[0] === 'accounts' ? patternsInWords[accountPattern] : 'be `off`';
    return [{ path, message: `${nameOf(path)} must ${short}, or settings such as ${exampleAt(path)}`, isKey: false }];
  });
}

function ruleProblems(id: string, setting: NonNullable<ConfigurationFile['rules']>[string]): readonly Problem[] {
  const rule = rules.find((each) => each.id === id);
  const ids = rules.map((each) => each.id);
  if (rule === undefined) return [{ path: ['rules', id], message: `there is no rule ${id}${nearest(id, ids)}`, isKey: true }];
  const params = setting === 'off' ? {} : (setting.params ?? {});
  return validator(rule.params)
    .errorsOf(params)
    .map((error) => problemOf(error, ['rules', id, 'params'], rule.params, params));
}

/**
 * @param root Where the value that was validated stands in the file.
 * @param schema What it was validated by.
 */
function problemOf(error: ValidationError, root: Path, schema: unknown, value: unknown): Problem {
  const { keyword, params, message } = error;
  const inside = pathOf(error);
  const path = [...root, ...inside];
  const problem = (text: string, isKey = false) => ({ path, message: `${nameOf(path)} ${text}`, isKey });
  switch (keyword) {
    case 'additionalProperties': {
      const name = String(params['additionalProperty']);
      return { path: [...path, name], message: unknownKey(name, path, keysAt(schema, inside)), isKey: true };
    }
    case 'enum':
    case 'const': {
      const allowed = [params['allowedValues'] ?? params['allowedValue']].flat().map(String);
      return problem(`must be ${allowed.join(', ').replace(/, ([^,]*)$/, ' or $1')}${nearest(String(valueAt(value, inside)), allowed)}`);
    }
    case 'required':
      return problem(`lacks ${String(params['missingProperty'])}`);
    case 'type': {
      // YAML reads an account id without quotes as a number.
      const hint = params['type'] === 'string' && typeof valueAt(value, inside) === 'number' ? ': put it in quotes' : '';
      return problem(`must be ${[params['type']].flat().map(inWords).join(' or ')}${hint}`);
    }
    case 'format':
      return problem('must be a day such as 2027-03-31');
    case 'pattern':
      return problem(patternOf(params['pattern']) ?? message);
    default:
      return problem(message);
  }
}

const patternsInWords = {
  [said]: 'not be blank',
  [accountPattern]: 'be an account id of 12 digits, in quotes',
  [rolePattern]: 'be the name of a role such as ha-audit or audit/ha-audit, not its ARN',
} as const;

function patternOf(pattern: unknown): string | null {
  const words: Readonly<Record<string, string>> = patternsInWords;
  const said = words[String(pattern)];
  return said === undefined ? null : `must ${said}`;
}

function unknownKey(name: string, path: Path, known: readonly string[]): string {
  return `unknown key ${name}${path.length === 0 ? '' : ` in ${nameOf(path)}`}${nearest(name, known)}`;
}

const typesInWords: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  integer: 'a whole number',
  number: 'a number',
  object: 'a mapping of keys to values',
  string: 'text',
};

function inWords(type: unknown): string {
  return typesInWords[String(type)] ?? String(type);
}

/** Settings that could stand in the place of `off`. */
function exampleAt([section, ...inner]: Path): string {
  if (section === 'accounts') return "{ id: '123456789012', role: ha-audit }";
  if (section !== 'environments') return '{ severity: low }';
  return inner.length === 0 ? '{ tags: [Env] }' : '{ critical: medium }';
}

/** `workloads[0].match`. */
function nameOf(path: Path): string {
  if (path.length === 0) return 'the configuration';
  return path.map((part, index) => (/^\d+$/.test(part) ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((each, name) => (typeof each === 'object' && each !== null ? Reflect.get(each, name) : undefined), value);
}

/** The parts of a JSON pointer. */
function pathOf({ instancePath }: ValidationError): Path {
  return instancePath
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
