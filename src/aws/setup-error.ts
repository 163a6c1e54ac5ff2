/** What a run cannot even start without. */
export type SetupSubject = 'credentials' | 'profile' | 'role' | 'region' | 'network';

/**
 * The account cannot be reached at all. Expected, so not a crash: the message is for the user
 * and says what is wrong, where, and what to do. Exit status 2.
 */
export class SetupError extends Error {
  override readonly name = 'SetupError';
  readonly subject: SetupSubject;

  constructor(subject: SetupSubject, message: string, options?: ErrorOptions) {
    super(message, options);
    this.subject = subject;
  }
}
