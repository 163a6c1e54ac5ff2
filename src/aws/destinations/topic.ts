import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { destinationSettings } from './client-settings.ts';
import { delivering } from './destination-error.ts';

/** Subjects are ASCII without control characters, of less than 100: https://docs.aws.amazon.com/sns/latest/api/API_Publish.html */
const longestSubject = 99;
/** In bytes; the limit is 262,144 with all attributes. */
const largestMessage = 250_000;

/** Tells people. */
export class Topic {
  readonly #arn: string;
  readonly #client: SNSClient;

  constructor(arn: string) {
    this.#arn = arn;
    // A topic is reached in its own region, which may be another one.
    const region = arn.split(':')[3];
    this.#client = new SNSClient({ ...destinationSettings, ...(region === undefined ? {} : { region }) });
  }

  /** @throws DestinationError */
  async publish(subject: string, message: string, signal: AbortSignal): Promise<void> {
    const Subject = subject.replaceAll(/[^ -~]/g, '?').slice(0, longestSubject);
    await delivering(`publishing to ${this.#arn}`, 'sns:Publish', signal, () =>
      this.#client.send(new PublishCommand({ TopicArn: this.#arn, Subject, Message: withinBytes(message, largestMessage) }), {
        abortSignal: signal,
      }),
    );
  }
}

const cutNote = '\n(The rest is in the report.)\n';

/** Exported for its test. */
export function withinBytes(text: string, most: number): string {
  if (Buffer.byteLength(text) <= most) return text;
  const room = most - Buffer.byteLength(cutNote);
  // A character cut in two would decode to a replacement character at the end.
  return (
    Buffer.from(text)
      .subarray(0, room)
      .toString()
      .replace(/\uFFFD$/, '') + cutNote
  );
}
