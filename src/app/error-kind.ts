import { SetupError } from '../aws/setup-error.ts';
import { InputError } from '../model/input-error.ts';

/** True for what a user can mend: wrong input, or an account that cannot be reached. Its message says how. */
export function isExpected(error: unknown): error is InputError | SetupError {
  return error instanceof InputError || error instanceof SetupError;
}
