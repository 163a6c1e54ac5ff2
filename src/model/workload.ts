import type { Static } from '@sinclair/typebox';
import { type Frozen, list, nullable, oneOf, text } from './declare.ts';
import { Type } from './type.ts';

const arns = (description: string) => Type.Array(text, { description });

export const workloadSchema = Type.Object({
  id: text,
  name: text,
  environment: nullable(text, { description: 'From a tag or the configuration; null where neither says.' }),
  account: text,
  region: text,
  tiers: Type.Object({ 'load-balancer': list(text), app: list(text), data: list(text) }, { description: 'ARNs by tier.' }),
  placement: Type.Array(
    Type.Object({
      resource: text,
      zones: Type.Array(text, { description: 'Zone ids.' }),
      subnets: arns('ARNs of the subnets.'),
      isPartial: Type.Optional(Type.Literal(true, { description: 'It may stand in further zones: not all of it was seen.' })),
    }),
    { description: 'Where each resource stands, as far as known.' },
  ),
});

export interface Workload extends Frozen<Static<typeof workloadSchema>> {}

/** Where a subnet leads: to an internet gateway, out but not in, or nowhere. */
export const subnetReaches = ['public', 'private', 'isolated'] as const;

export const networkSchema = Type.Object(
  {
    id: Type.String({ description: 'ARN of the VPC.' }),
    name: nullable(text),
    account: text,
    region: text,
    workloads: Type.Array(text, { description: 'Ids of the workloads that stand in it.' }),
    subnets: Type.Array(
      Type.Object({
        id: text,
        name: nullable(text),
        zone: nullable(text, { description: 'Zone id; null where it is not known or no Availability Zone.' }),
        reach: nullable(oneOf(subnetReaches), { description: 'Null where its routes are not known.' }),
      }),
      { description: 'As far as known.' },
    ),
    natGateways: nullable(Type.Array(Type.Object({ id: text, name: nullable(text), zones: Type.Array(text) })), {
      description: 'Those that work or may work; null where not all of them could be listed.',
    }),
  },
  { description: 'A VPC in which a workload stands.' },
);

/** A VPC in which a workload stands. */
export interface Network extends Frozen<Static<typeof networkSchema>> {}
