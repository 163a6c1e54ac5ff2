import { type AwsSecurityFinding, BatchImportFindingsCommand, SecurityHubClient } from '@aws-sdk/client-securityhub';
import { batches } from './batches.ts';
import { destinationSettings } from './client-settings.ts';
import { delivering } from './destination-error.ts';

export type ImportedFinding = AwsSecurityFinding;

export interface RefusedFinding {
  readonly id: string;
  readonly reason: string;
}

/** Limits of BatchImportFindings: 100 findings and 6 MB a call. */
const mostFindings = 100;
const mostBytes = 5_500_000;

/**
 * Imports findings into Security Hub, which takes those of a region in that region only.
 *
 * @param findings In ASFF.
 * @returns those that Security Hub did not take, which it says in answers of status 200
 * @throws DestinationError
 */
export async function importFindings(
  region: string,
  findings: Iterable<ImportedFinding>,
  signal: AbortSignal,
): Promise<readonly RefusedFinding[]> {
  const client = new SecurityHubClient({ ...destinationSettings, region });
  const refused: RefusedFinding[] = [];
  for (const batch of batches(findings, mostFindings, mostBytes)) {
    const { FailedFindings = [] } = await delivering(
      `importing findings into Security Hub of ${region}`,
      'securityhub:BatchImportFindings',
      signal,
      () => client.send(new BatchImportFindingsCommand({ Findings: [...batch] }), { abortSignal: signal }),
    );
    for (const { Id = '', ErrorCode = '', ErrorMessage = '' } of FailedFindings)
      refused.push({ id: Id, reason: `${ErrorCode} ${ErrorMessage}` });
  }
  client.destroy();
  return refused;
}
