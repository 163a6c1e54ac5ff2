import { DescribeTasksCommand, ListTasksCommand, type Task } from '@aws-sdk/client-ecs';
import { defineCollector, required } from '../kit/define.ts';
import { found } from '../kit/ecs/failures.ts';
import { describedByCluster, perCluster } from '../kit/ecs/per-cluster.ts';
import { isoTime } from '../kit/values.ts';

const told = ['zoneName', 'lastStatus', 'desiredStatus', 'healthStatus', 'launchType', 'capacityProvider', 'platformVersion'] as const;
const origin = ['taskDefinitionArn', 'createdAt', 'startedAt', 'service', 'networkInterfaces'] as const;

function taskFacts(task: Task, cluster: string) {
  const attached = (task.attachments ?? []).flatMap(({ details }) => details ?? []);
  return {
    zoneName: task.availabilityZone ?? null,
    lastStatus: required(task.lastStatus, 'lastStatus'),
    desiredStatus: task.desiredStatus ?? null,
    healthStatus: task.healthStatus ?? null,
    launchType: task.launchType ?? null,
    capacityProvider: task.capacityProviderName ?? null,
    platformVersion: task.platformVersion ?? null,
    taskDefinitionArn: required(task.taskDefinitionArn, 'taskDefinitionArn'),
    createdAt: isoTime(task.createdAt),
    startedAt: isoTime(task.startedAt),
    service: task.group?.startsWith('service:') === true ? `${cluster}/${task.group.slice('service:'.length)}` : null,
    networkInterfaces: attached.flatMap(({ name, value }) => (name === 'networkInterfaceId' && value !== undefined ? [value] : [])),
  };
}

/** Tasks that are meant to run: those that stopped are left out by AWS. */
export default defineCollector({
  kind: 'ecs.task',
  list: {
    action: 'ecs:ListTasks',
    after: ['ecs.cluster'],
    requests: perCluster,
    fetch: ({ ecs }, cluster: string, token) => ecs.send(new ListTasksCommand({ cluster, maxResults: 100, nextToken: token })),
    items: (page, cluster) => page.taskArns?.map((arn) => ({ arn, cluster })),
    next: (page) => page.nextToken,
  },
  id: ({ arn }) => arn,
  facts: {},
  relations: { cluster: ({ cluster }) => cluster },
  details: [
    {
      action: 'ecs:DescribeTasks',
      facts: [...told, ...origin],
      batch: 100,
      fetch: ({ ecs }, items) =>
        describedByCluster(items, async (cluster, tasks) => {
          const page = found(await ecs.send(new DescribeTasksCommand({ cluster, tasks })));
          return (page.tasks ?? []).map((task) => [task.taskArn, taskFacts(task, cluster)] as const);
        }),
    },
  ],
});
