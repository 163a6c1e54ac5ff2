import type { EventBus } from '../../aws/destinations/event-bus.ts';
import type { ObjectStore } from '../../aws/destinations/object-store.ts';
import type { Topic } from '../../aws/destinations/topic.ts';
import { keepState, type KeptRun } from './audit.ts';
import { stateKey } from './keys.ts';
import type { Notice } from './state.ts';
import type { TimeGuard } from './time-guard.ts';

export interface Listeners {
  readonly topic: Pick<Topic, 'publish'> | null;
  readonly eventBus: Pick<EventBus, 'put'> | null;
}

/**
 * Tells whoever was not told yet, of this run and of earlier ones. What cannot be told stays in the state for the next run; where
 * the state cannot be kept after telling, the next run tells it again: twice is better than never.
 *
 * @returns what could not be told, a sentence each
 */
export async function tell(
  { account, kept }: KeptRun,
  { topic, eventBus }: Listeners,
  store: ObjectStore,
  guard: TimeGuard,
): Promise<readonly string[]> {
  if (kept === null || kept.state.notices.length === 0) return [];
  const failures: string[] = [];
  const attempt = async (listener: Notice['waiting'][number], work: () => Promise<void>): Promise<readonly Notice['waiting'][number][]> => {
    try {
      await work();
      return [];
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
      return [listener];
    }
  };
  const signal = guard.forWork('telling of changes');
  // Whoever has written since has taken the notices over, and tells them.
  if ((await store.get(stateKey(account), signal))?.version !== kept.version) return [];
  const left: Notice[] = [];
  for (const notice of kept.state.notices) {
    const { subject, message, detail, resources } = notice;
    const waiting = [
      ...(topic === null || !notice.waiting.includes('topic') ? [] : await attempt('topic', () => topic.publish(subject, message, signal))),
      ...(eventBus === null || !notice.waiting.includes('event-bus')
        ? []
        : await attempt('event-bus', () => eventBus.put('Verdicts Changed', detail, resources, signal))),
    ];
    if (waiting.length > 0) left.push({ ...notice, waiting });
  }
  const isKept = await keepState(store, account, { ...kept.state, notices: left }, kept.version, guard.forWork('keeping what was told'));
  return isKept === null && left.length > 0 ? [...failures, 'another run has taken over what was not told yet'] : failures;
}
