import { DescribeTaskDefinitionCommand } from '@aws-sdk/client-ecs';
import { type CollectedNodes, defineCollector, required } from '../kit/define.ts';
import { container } from '../kit/ecs/container.ts';
import { ecsTags } from '../kit/ecs/names.ts';
import { oneByOne } from '../kit/one-by-one.ts';

/** An account may hold hundreds of thousands: only those that services run or deploy matter. */
function definitionsInUse(nodes: CollectedNodes): readonly string[] {
  const arns = nodes('ecs.service').flatMap(({ facts, relations }) => [
    relations.taskDefinition ?? [],
    ...(facts.deployments ?? []).map(({ taskDefinitionArn }) => taskDefinitionArn),
  ]);
  return [...new Set(arns.flat())].sort();
}

export default defineCollector({
  kind: 'ecs.task-definition',
  list: {
    action: 'ecs:DescribeTaskDefinition',
    after: ['ecs.service'],
    requests: (nodes) => [{ input: definitionsInUse(nodes) }],
    // The definitions are known by the services that run them: there is nothing to list.
    fetch: async (_clients, arns: readonly string[]) => arns,
    items: (arns) => arns,
  },
  id: (arn) => arn,
  facts: {},
  relations: {},
  details: [
    {
      action: 'ecs:DescribeTaskDefinition',
      facts: ['family', 'revision', 'status', 'networkMode', 'taskRole', 'executionRole', 'containers', 'tags'],
      batch: 1,
      fetch: oneByOne(async ({ ecs }, { key }) => {
        const { taskDefinition, tags } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: key, include: ['TAGS'] }));
        return {
          family: required(taskDefinition?.family, 'family'),
          revision: required(taskDefinition?.revision, 'revision'),
          status: required(taskDefinition?.status, 'status'),
          networkMode: taskDefinition?.networkMode ?? null,
          taskRole: taskDefinition?.taskRoleArn || null,
          executionRole: taskDefinition?.executionRoleArn || null,
          containers: (taskDefinition?.containerDefinitions ?? []).map(container),
          tags: ecsTags(tags),
        };
      }),
    },
  ],
});
