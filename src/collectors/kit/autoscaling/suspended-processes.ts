import type { AutoScalingGroup } from '@aws-sdk/client-auto-scaling';
import type { Facts } from '../../../model/kinds.ts';
import { required } from '../define.ts';

export function suspendedProcesses(group: AutoScalingGroup): Facts<'autoscaling.group'>['suspendedProcesses'] {
  return (group.SuspendedProcesses ?? []).map((process) => ({
    name: required(process.ProcessName, 'SuspendedProcesses.ProcessName'),
    reason: process.SuspensionReason ?? null,
  }));
}
