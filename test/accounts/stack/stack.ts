import type { Snapshot } from '../../../src/model/snapshot.ts';
import { world } from '../../kit/world.ts';
import { data } from './data.ts';
import { entrance } from './entrance.ts';
import { fargate } from './fargate.ts';
import { instances } from './instances.ts';
import { network } from './network.ts';
import type { StackOptions } from './options.ts';

/** A whole account with one sound three-tier stack, of which everything is known. */
export function soundStack(options: StackOptions): Snapshot {
  const compute = options.compute === 'fargate' ? fargate(options) : instances(options);
  return world(...network(options), ...entrance(options), ...compute, ...data(options));
}
