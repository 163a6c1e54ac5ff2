import { type Evaluation, ConfigServiceClient, PutEvaluationsCommand } from '@aws-sdk/client-config-service';
import { batches } from './batches.ts';
import { destinationSettings } from './client-settings.ts';
import { delivering } from './destination-error.ts';

/** https://docs.aws.amazon.com/config/latest/APIReference/API_PutEvaluations.html */
const mostEvaluations = 100;
const mostBytes = 1_000_000;

/** Answers AWS Config, which asked a custom rule to evaluate. */
export class ConfigRule {
  readonly #client = new ConfigServiceClient(destinationSettings);
  readonly #resultToken: string;

  constructor(resultToken: string) {
    this.#resultToken = resultToken;
  }

  /**
   * @returns how many AWS Config did not take, which it says in answers of status 200
   * @throws DestinationError
   */
  async putEvaluations(evaluations: Iterable<Evaluation>, signal: AbortSignal): Promise<number> {
    let refused = 0;
    for (const batch of batches(evaluations, mostEvaluations, mostBytes)) {
      const command = new PutEvaluationsCommand({ Evaluations: [...batch], ResultToken: this.#resultToken });
      const { FailedEvaluations = [] } = await delivering('answering AWS Config', 'config:PutEvaluations', signal, () =>
        this.#client.send(command, { abortSignal: signal }),
      );
      refused += FailedEvaluations.length;
    }
    return refused;
  }
}
