import type { Context, Fix, View } from '#rule-kit';

type Group = View<'autoscaling.group'>;

/** Those of the processes that are suspended now, in their order. */
export function suspendedAmong(processes: readonly string[], { suspendedProcesses }: Group): readonly string[] {
  return processes.filter((process) => suspendedProcesses.some(({ name }) => name === process));
}

/** `Launch (User suspended …)`: who suspended it, and when, is in the reason. */
export function inWords(processes: readonly string[], { suspendedProcesses }: Group): string {
  return processes
    .map((process) => {
      const reason = suspendedProcesses.find(({ name }) => name === process)?.reason ?? null;
      return reason === null || reason === '' ? process : `${process} (${reason})`;
    })
    .join(', ');
}

export function resume(processes: readonly string[], group: Group, { sh }: Pick<Context<'autoscaling.group', never>, 'sh'>): Partial<Fix> {
  return {
    cli: `${sh`aws autoscaling resume-processes --auto-scaling-group-name ${group.key} --region ${group.region}`} --scaling-processes ${processes.join(' ')}`,
    terraform: `suspended_processes without ${processes.join(', ')}`,
    cloudformation: null,
    effect: 'The group makes up at once for what it left undone: it may start, end or move instances. Find out first why it was suspended.',
  };
}
