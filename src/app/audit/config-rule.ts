import { ConfigRule } from '../../aws/destinations/config-rule.ts';
import type { ObjectStore } from '../../aws/destinations/object-store.ts';
import type { Report } from '../../model/report.ts';
import { Type } from '../../model/type.ts';
import { validator } from '../../model/validation/validator.ts';
import { evaluationsOf } from './evaluations.ts';
import { keptList, parseKeptList } from './kept-list.ts';
import { stateKey } from './keys.ts';
import type { TimeGuard } from './time-guard.ts';

/**
 * Answers AWS Config, which invoked the audit as a custom rule.
 *
 * @returns what went wrong, a sentence each
 * @throws DestinationError
 */
export async function answerConfigRule(
  resultToken: string,
  report: Report,
  account: string,
  store: ObjectStore,
  guard: TimeGuard,
): Promise<readonly string[]> {
  const key = stateKey(account, 'config-rule.json.gz');
  const stored = await store.get(key, guard.forWork('reading what AWS Config knows'));
  const earlier = parseKeptList(stored, (value) => keptResources.accepts(value));
  const evaluations = evaluationsOf(report, new Date(report.run.finishedAt), earlier ?? []);
  const refused = await new ConfigRule(resultToken).putEvaluations(evaluations, guard.forWork('answering AWS Config'));
  const kept = evaluations.map(({ ComplianceResourceType, ComplianceResourceId }) => ({ ComplianceResourceType, ComplianceResourceId }));
  await store.put(key, keptList(kept), {
    contentType: 'application/gzip',
    signal: guard.forWork('keeping what AWS Config knows'),
  });
  return [
    ...(earlier === null ? [`what AWS Config knew cannot be read (${key}): resources that are gone by now keep their last answer`] : []),
    ...(refused === 0 ? [] : [`AWS Config refused ${refused} of ${evaluations.length} evaluations`]),
  ];
}

const keptResources = validator(Type.Array(Type.Object({ ComplianceResourceType: Type.String(), ComplianceResourceId: Type.String() })));
