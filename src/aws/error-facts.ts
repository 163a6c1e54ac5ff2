/** What can be told of anything that was thrown, without trusting its shape. */
export interface ErrorFacts {
  /** AWS error code, or the class of the error. */
  readonly name: string;
  /** Node's code, such as `ECONNRESET`. */
  readonly code: string | null;
  readonly message: string;
  readonly httpStatus: number | null;
  /** True where a service answered, whatever it said. */
  readonly isAnswer: boolean;
  /** True where the SDK found the clock of this machine wrong on the last attempt. */
  readonly isClockSkewed: boolean;
}

export function factsOf(error: unknown): ErrorFacts {
  const metadata = property(error, '$metadata');
  const status = property(metadata, 'httpStatusCode') ?? property(property(error, '$response'), 'statusCode');
  const code = property(error, 'code');
  const cause = property(error, 'cause');
  const inner = cause === undefined || typeof code === 'string' ? null : factsOf(cause);
  return {
    name: textOf(property(error, 'name')) ?? 'Error',
    code: textOf(code) ?? inner?.code ?? null,
    message: textOf(property(error, 'message')) ?? textOf(error) ?? 'no message',
    httpStatus: typeof status === 'number' ? status : null,
    isAnswer: typeof status === 'number',
    isClockSkewed: property(metadata, 'clockSkewCorrected') === true,
  };
}

function property(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  return Reflect.get(value, name);
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
