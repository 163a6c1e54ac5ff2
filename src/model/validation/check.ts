/** One thing a value has that its schema forbids, or lacks that its schema asks for. */
export interface ValidationError {
  /** JSON pointer to the value; empty for the value as a whole. */
  readonly instancePath: string;
  /** The keyword of JSON Schema that was violated, such as `type`, `required` or `additionalProperties`. */
  readonly keyword: string;
  /** What the keyword demanded: `{ type }`, `{ missingProperty }`, `{ additionalProperty }`, `{ allowedValues }`, … */
  readonly params: Readonly<Record<string, unknown>>;
  readonly message: string;
}

/** What a value is held to: told fast whether it holds, and slowly why it does not. */
export interface Check {
  readonly holds: (value: unknown) => boolean;
  /** Adds to the errors of a value at `path`. */
  readonly explain: (value: unknown, path: string, errors: ValidationError[]) => void;
}

/** A check of the value as a whole, which fails in one way. */
export function whole(holds: (value: unknown) => boolean, keyword: string, params: ValidationError['params'], message: string): Check {
  return {
    holds,
    explain: (value, path, errors) => {
      if (!holds(value)) errors.push({ instancePath: path, keyword, params, message });
    },
  };
}

/** Holds for everything. */
export const anything: Check = { holds: () => true, explain: () => {} };

export function all(checks: readonly Check[]): Check {
  const [first, second] = checks;
  if (first === undefined) return anything;
  if (second === undefined) return first;
  return {
    holds: both(checks.map(({ holds }) => holds).filter((holds) => holds !== anything.holds)),
    explain: (value, path, errors) => {
      for (const check of checks) check.explain(value, path, errors);
    },
  };
}

function both(holding: readonly Check['holds'][]): Check['holds'] {
  const [first = anything.holds, second] = holding;
  if (second === undefined) return first;
  return (value) => {
    for (const holds of holding) if (!holds(value)) return false;
    return true;
  };
}

/** An object of JSON, not a list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A JSON pointer to a part of what `path` points to. */
export function below(path: string, name: string | number): string {
  return `${path}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
