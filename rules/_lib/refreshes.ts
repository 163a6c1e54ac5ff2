import { type Context, millisecondsOf, type View } from '#rule-kit';

/** The refresh that was started last, whether it still runs or not; null where there was none in the time AWS remembers. */
export function latestRefresh(
  group: View<'autoscaling.group'>,
  { referring }: Pick<Context<'autoscaling.group', 'autoscaling.instance-refresh'>, 'referring'>,
): View<'autoscaling.instance-refresh'> | null {
  // One that waits to be started has no start time yet: it is the newest.
  const startOf = ({ startedAt }: View<'autoscaling.instance-refresh'>) => (startedAt === null ? Infinity : millisecondsOf(startedAt));
  const refreshes = [...referring('autoscaling.instance-refresh', 'group', group)];
  return refreshes.sort((a, b) => startOf(b) - startOf(a) || (a.key < b.key ? -1 : 1))[0] ?? null;
}
