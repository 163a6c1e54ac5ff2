/** The user's input or configuration cannot be used: exit status 2, one sentence, no stack trace. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
