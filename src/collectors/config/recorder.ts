import { DescribeConfigurationRecordersCommand, DescribeConfigurationRecorderStatusCommand } from '@aws-sdk/client-config-service';
import { defineCollector, required } from '../kit/define.ts';
import { oneByOne } from '../kit/one-by-one.ts';

/** One item for each region: that there is no recorder is what a rule must be able to say. */
export default defineCollector({
  kind: 'config.recorder',
  list: {
    action: 'config:DescribeConfigurationRecorders',
    fetch: ({ configService }, _input: undefined) => configService.send(new DescribeConfigurationRecordersCommand({})),
    items: (page) => [page],
  },
  id: (_page, scope) => scope.arn('config', 'configuration-recorder'),
  key: () => 'configuration-recorder',
  facts: {
    recorders: (page) =>
      (page.ConfigurationRecorders ?? []).map(({ name, servicePrincipal, recordingGroup }) => ({
        name: required(name, 'ConfigurationRecorders.name'),
        servicePrincipal: servicePrincipal ?? null,
        recordsEveryType: recordingGroup?.allSupported ?? false,
        recordedTypes: recordingGroup?.resourceTypes ?? [],
        excludedTypes: recordingGroup?.exclusionByResourceTypes?.resourceTypes ?? [],
      })),
  },
  relations: {},
  details: [
    {
      action: 'config:DescribeConfigurationRecorderStatus',
      facts: ['statuses'],
      batch: 1,
      fetch: oneByOne(async ({ configService }) => {
        const page = await configService.send(new DescribeConfigurationRecorderStatusCommand({}));
        const statuses = (page.ConfigurationRecordersStatus ?? []).map((status) => ({
          name: required(status.name, 'ConfigurationRecordersStatus.name'),
          recording: required(status.recording, 'ConfigurationRecordersStatus.recording'),
          lastStatus: status.lastStatus ?? null,
          lastErrorCode: status.lastErrorCode ?? null,
        }));
        return { statuses };
      }),
    },
  ],
});
