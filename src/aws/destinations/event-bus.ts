import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { destinationSettings } from './client-settings.ts';
import { delivering } from './destination-error.ts';

/** Tells machines. */
export class EventBus {
  readonly #name: string;
  readonly #client = new EventBridgeClient(destinationSettings);

  constructor(name: string) {
    this.#name = name;
  }

  /**
   * @param detail Less than 256 KB as JSON, which is what an event may have in all.
   * @throws DestinationError, also where the answer is 200 and says that the event was not taken
   */
  async put(detailType: string, detail: object, resources: readonly string[], signal: AbortSignal): Promise<void> {
    const entry = {
      EventBusName: this.#name,
      Source: 'ha-audit',
      DetailType: detailType,
      Detail: JSON.stringify(detail),
      Resources: [...resources],
    };
    await delivering(`putting an event on the bus ${this.#name}`, 'events:PutEvents', signal, async () => {
      const { Entries = [] } = await this.#client.send(new PutEventsCommand({ Entries: [entry] }), { abortSignal: signal });
      const refused = Entries.find(({ ErrorCode }) => ErrorCode !== undefined);
      if (refused !== undefined) throw new Error(`${refused.ErrorCode ?? ''} ${refused.ErrorMessage ?? ''}`.trim());
    });
  }
}
