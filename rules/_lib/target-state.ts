import { type Context, type Facts, Known, undecidable, type View } from '#rule-kit';

type Target = View<'elbv2.target-health'>;

/** The load balancer itself failed to check: nothing follows about the target. */
function isOwnError({ reason }: Facts<'elbv2.target-health'>): boolean {
  return reason === 'Elb.InternalError';
}

/** Whether the target is known to be well or not; one that comes or goes is neither. */
export function isHealthy(target: Target): boolean {
  const { state, targetId } = target;
  if (state === 'healthy') return true;
  if (isOwnError(target)) return undecidable(target, 'no-evidence', `the load balancer failed to check ${targetId}`);
  switch (state) {
    // In a group that is in use, `unused` is stopped, or in a zone that the load balancer does not serve.
    case 'unhealthy':
    case 'unhealthy.draining':
    case 'unused':
      return false;
    case 'initial':
      return undecidable(target, 'transitional', `${targetId} is being registered`);
    case 'draining':
      return undecidable(target, 'transitional', `${targetId} is on its way out`);
    case 'unavailable':
      return undecidable(target, 'no-evidence', `the health of ${targetId} is not available`);
    default:
      return undecidable(target, 'unsupported', `the state ${state} of ${targetId} is not known to this version`);
  }
}

/** Whether the target was found to be unwell. Who is new was not asked yet; who leaves or gets no requests, no longer. */
export function isUnhealthy(target: Target): boolean {
  return ['initial', 'draining', 'unused'].includes(target.state) ? false : !isHealthy(target);
}

/** The targets of a group; those that are known can be shown. */
export function targetsOf(
  group: View<'elbv2.target-group'>,
  { referring }: Pick<Context<'elbv2.target-group', 'elbv2.target-health'>, 'referring'>,
): Known<Target> {
  return Known.from(() => referring('elbv2.target-health', 'targetGroup', group));
}

/** `i-1 is unhealthy (Target.Timeout)`. */
export function stateInWords({ targetId, state, reason }: Facts<'elbv2.target-health'>): string {
  return `${targetId} is ${state}${reason === null ? '' : ` (${reason})`}`;
}
