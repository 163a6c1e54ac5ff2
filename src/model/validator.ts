/** Where a value is not what its schema says. */
export interface ErrorPlace {
  /** JSON pointer to the value; empty for the value as a whole. */
  readonly instancePath: string;
}

/** One thing a value has that its schema forbids, or lacks that its schema asks for. */
export interface ValidationError extends ErrorPlace {
  /** The keyword of JSON Schema that was violated, such as `type`, `required` or `additionalProperties`. */
  readonly keyword: string;
  /** What the keyword demanded: `{ type }`, `{ missingProperty }`, `{ additionalProperty }`, `{ allowedValues }`, … */
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/**
 * A schema compiled to code when the project was built. Fills in the defaults of absent properties where it validates objects.
 *
 * @public the declarations beside the generated validators use it
 */
export interface Validator<T, E extends ErrorPlace = ValidationError> {
  (value: unknown): value is T;
  /** Everything that was wrong with the last value; null where nothing was. */
  readonly errors?: readonly E[] | null;
}
