import { isMap, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import { configurationValidators } from '../../generated/validate-configuration.js';
import { rules } from '../../generated/rules.ts';
import { InputError } from '../../model/input-error.ts';
import type { ValidationError } from '../../model/validator.ts';
import { nearest } from '../names.ts';
import type { ConfigurationFile } from './schema.ts';

type Path = readonly (string | number)[];

/**
 * Reads YAML or JSON (which is YAML); of a package.json, its `ha-audit` key.
 *
 * @throws InputError with every mistake as `file:line:column: what`
 */
export function parseConfiguration(text: string, file: string): ConfigurationFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return `${file}:${line}:${col}`;
  };
  if (document.errors.length > 0) throw new InputError(document.errors.map((error) => `${at(error.pos[0])}: ${error.message}`).join('\n'));
  const root: Path = file.endsWith('package.json') ? ['ha-audit'] : [];
  const value: unknown = root.length > 0 ? document.toJS()?.['ha-audit'] : document.toJS();
  const problems = [...problemsOf(value ?? {})].map(({ path, message, isKey }) => `${at(offsetOf([...root, ...path], isKey))}: ${message}`);
  if (problems.length > 0) throw new InputError(problems.join('\n'));
  if (configurationValidators.configuration(value ?? {})) return value ?? {};
  throw new InputError(`${file}: is not a configuration`);

  function offsetOf(path: Path, isKey: boolean): number {
    for (let depth = path.length; depth > 0; depth -= 1) {
      const parent: unknown = depth === 1 ? document.contents : document.getIn(path.slice(0, depth - 1), true);
      const name = path[depth - 1];
      if (isMap(parent)) {
        const pair = pairOf(parent, name);
        const node = isKey && depth === path.length ? pair?.key : (pair?.value ?? pair?.key);
        const offset = rangeStart(node);
        if (offset !== null) return offset;
      }
      const offset = rangeStart(document.getIn(path.slice(0, depth), true));
      if (offset !== null) return offset;
    }
    return 0;
  }
}

function pairOf(map: YAMLMap, name: string | number | undefined) {
  return map.items.find(({ key }) => isScalar(key) && String(key.value) === String(name));
}

function rangeStart(node: unknown): number | null {
  const range: unknown = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  const start: unknown = Array.isArray(range) ? range[0] : null;
  return typeof start === 'number' ? start : null;
}

interface Problem {
  readonly path: Path;
  readonly message: string;
  /** The mistake is the key, not its value. */
  readonly isKey: boolean;
}

const knownKeys = ['regions', 'ruleset', 'rules', 'workloads', 'severity', 'params', 'name', 'match', 'tags', 'environment', 'bootSeconds'];

function* problemsOf(value: unknown): Generator<Problem, void, undefined> {
  if (!configurationValidators.configuration(value)) {
    for (const error of configurationValidators.configuration.errors ?? []) yield* describe(error);
    return;
  }
  const ids = rules.map(({ id }) => id);
  for (const id of Object.keys(value.rules ?? {})) {
    if (!ids.includes(id)) yield { path: ['rules', id], message: `there is no rule ${id}${nearest(id, ids)}`, isKey: true };
  }
}

function* describe({ instancePath, keyword, params, message }: ValidationError): Generator<Problem, void, undefined> {
  const path = instancePath.split('/').slice(1).map(unescape);
  if (keyword === 'additionalProperties') {
    const name = String(params['additionalProperty']);
    yield { path: [...path, name], message: `unknown key ${name}${nearest(name, knownKeys)}`, isKey: true };
  } else if (keyword !== 'anyOf' && keyword !== 'const') {
    yield { path, message: `${path.at(-1) ?? 'the configuration'} ${message ?? 'is not valid'}`, isKey: false };
  }
}

/** JSON pointer escapes. */
function unescape(part: string): string {
  return part.replaceAll('~1', '/').replaceAll('~0', '~');
}
