import { matching, millisecondsOf, offenders, some, type View } from '#rule-kit';

type Activity = View<'autoscaling.activity'>;

/** Instances that a load balancer's health check ended, as a group's activities tell. */
export class EarlyDeaths {
  readonly #activities: () => Iterable<Activity>;
  readonly #since: number;

  /**
   * @param activities of the group, anew on each call
   * @param since milliseconds since 1970, before which ends don't count
   */
  constructor(activities: () => Iterable<Activity>, since: number) {
    this.#activities = activities;
    this.#since = since;
  }

  /** Instances known to have ended within so many seconds of their launch; others may be unseen. Sorted. */
  known(withinSeconds: number): readonly string[] {
    return idsOf(offenders(this.#activities(), (end) => this.#isEarly(end, withinSeconds)) ?? []);
  }

  /** All instances that ended within so many seconds of their launch. Sorted. */
  all(withinSeconds: number): readonly string[] {
    return idsOf(matching(this.#activities(), (end) => this.#isEarly(end, withinSeconds)));
  }

  #isEarly(end: Activity, withinSeconds: number): boolean {
    const isEnd = end.action === 'terminate' && end.isCausedByLoadBalancerHealth && millisecondsOf(end.startedAt) >= this.#since;
    return isEnd && end.instanceId !== null && some(this.#activities(), (launch) => isLaunchOf(launch, end, withinSeconds));
  }
}

/** Instances that go into a warm pool don't serve yet. */
function isLaunchOf(launch: Activity, end: Activity, withinSeconds: number): boolean {
  if (launch.action !== 'launch' || launch.warmPool === 'into' || launch.instanceId !== end.instanceId) return false;
  const seconds = (millisecondsOf(end.startedAt) - millisecondsOf(launch.startedAt)) / 1000;
  return seconds >= 0 && seconds <= withinSeconds;
}

function idsOf(ends: readonly Activity[]): readonly string[] {
  return [...new Set(ends.flatMap(({ instanceId }) => instanceId ?? []))].sort();
}
