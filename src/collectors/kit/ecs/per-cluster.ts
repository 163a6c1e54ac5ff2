import type { CollectedNodes, Request } from '../define.ts';
import { lastPart } from './names.ts';

/** Something that lives in a cluster, by ARN, and the name of that cluster. */
export interface InCluster {
  readonly arn: string;
  readonly cluster: string;
}

/** One request for each cluster, by its name. */
export function perCluster(nodes: CollectedNodes): readonly Request<string>[] {
  return nodes('ecs.cluster').map(({ key }) => ({ input: key, parent: { kind: 'ecs.cluster', key } }));
}

/** The `fetch` of a detail: ECS describes what lives in one cluster at a time. */
export async function describedByCluster<Facts>(
  items: readonly { readonly key: string; readonly item: InCluster }[],
  describe: (cluster: string, arns: string[]) => Promise<readonly (readonly [arn: string | undefined, facts: Facts])[]>,
): Promise<ReadonlyMap<string, Facts>> {
  const clusters = [...new Set(items.map(({ item }) => item.cluster))];
  const answers = await Promise.all(
    clusters.map((cluster) =>
      describe(
        cluster,
        items.flatMap(({ item }) => (item.cluster === cluster ? [item.arn] : [])),
      ),
    ),
  );
  // An ARN of the old format may come back in the new one: its last part is the same.
  const keys = new Map(items.map(({ key, item }) => [`${item.cluster}/${lastPart(item.arn)}`, key]));
  return new Map(
    answers.flatMap((answer, index) =>
      answer.map(([arn = '', facts]) => [keys.get(`${clusters[index] ?? ''}/${lastPart(arn)}`) ?? arn, facts] as const),
    ),
  );
}
