import { DescribeInstanceInformationCommand, DescribeInstancePatchStatesCommand, type InstancePatchState } from '@aws-sdk/client-ssm';
import { allPages } from '../kit/all-pages.ts';
import { defineCollector, required } from '../kit/define.ts';
import { isoTime } from '../kit/values.ts';

function patchCounts(state: InstancePatchState | undefined) {
  return state === undefined
    ? null
    : { missing: state.MissingCount ?? 0, failed: state.FailedCount ?? 0, scannedAt: isoTime(state.OperationEndTime) };
}

export default defineCollector({
  kind: 'ssm.managed-instance',
  list: {
    action: 'ssm:DescribeInstanceInformation',
    fetch: ({ ssm }, _input: undefined, token) => ssm.send(new DescribeInstanceInformationCommand({ MaxResults: 50, NextToken: token })),
    // Machines outside EC2 (`mi-…`) are managed too, and are nobody's instances.
    items: (page) => page.InstanceInformationList?.filter(({ InstanceId }) => InstanceId?.startsWith('mi-') !== true),
    next: (page) => page.NextToken,
  },
  id: (managed, scope) => scope.arn('ssm', `managed-instance/${required(managed.InstanceId, 'InstanceId')}`),
  key: (managed) => required(managed.InstanceId, 'InstanceId'),
  facts: {
    pingStatus: (managed) => managed.PingStatus ?? null,
    lastPingAt: (managed) => isoTime(managed.LastPingDateTime),
  },
  relations: { instance: (managed) => required(managed.InstanceId, 'InstanceId') },
  details: [
    {
      action: 'ssm:DescribeInstancePatchStates',
      facts: ['patches'],
      batch: 50,
      fetch: async ({ ssm }, instances) => {
        const InstanceIds = instances.map(({ key }) => key);
        const pages = await allPages(
          (token) => ssm.send(new DescribeInstancePatchStatesCommand({ InstanceIds, NextToken: token })),
          (page) => page.NextToken,
        );
        const states = new Map(pages.flatMap((page) => page.InstancePatchStates ?? []).map((state) => [state.InstanceId, state]));
        // Instances that were never scanned are left out.
        return new Map(InstanceIds.map((key) => [key, { patches: patchCounts(states.get(key)) }]));
      },
    },
  ],
});
