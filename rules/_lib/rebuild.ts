import { type Context, type Evidence, type NonEmpty, offenders, type View } from '#rule-kit';
import type { ZoneLoss } from './zone-loss.ts';

interface Obstacle {
  /** What was seen, or would be right. */
  readonly evidence: Evidence;
  /** `its maximum of 2 is below 4`. */
  readonly note: string;
  /** True where it depends on how many instances make up the capacity. */
  readonly isCountedInInstances: boolean;
}

type SubnetsByZone = ReadonlyMap<string, readonly View<'ec2.subnet'>[]>;
type Showing = Pick<Context<'autoscaling.group', never>, 'see' | 'seeDerived'>;

/** What is needed to start the lost capacity anew in the remaining zones, and is there. */
export class Rebuild {
  readonly #group: View<'autoscaling.group'>;
  readonly #loss: ZoneLoss;
  readonly #byZone: SubnetsByZone;
  readonly #context: Showing;

  constructor(group: View<'autoscaling.group'>, loss: ZoneLoss, byZone: SubnetsByZone, context: Showing) {
    this.#group = group;
    this.#loss = loss;
    this.#byZone = byZone;
    this.#context = context;
  }

  /** Room below the maximum and free addresses, with the arithmetic. */
  get evidence(): readonly Evidence[] {
    return [this.#room(), this.#addresses()];
  }

  /** Null where nothing stands in the way; one that is known decides. */
  get obstacles(): NonEmpty<Obstacle> | null {
    const { maxSize, zoneDistribution } = this.#group;
    const candidates: readonly (Omit<Obstacle, 'evidence'> & { readonly stands: () => boolean; readonly see: () => Evidence })[] = [
      {
        stands: () => maxSize < this.#needed,
        see: () => this.#room(),
        note: `its maximum of ${maxSize} is below ${this.#needed}`,
        isCountedInInstances: false,
      },
      {
        stands: () => this.#fewestFree() < this.#loss.lost,
        see: () => this.#addresses(),
        note: 'the subnets there have too few free addresses',
        isCountedInInstances: true,
      },
      {
        stands: () => zoneDistribution === 'balanced-only',
        see: () => this.#context.see(this.#group, 'zoneDistribution', 'balanced-best-effort'),
        note: 'it starts no instance in place of one of another zone',
        isCountedInInstances: false,
      },
    ];
    const found = offenders(candidates, ({ stands }) => stands());
    if (found === null) return null;
    const [first, ...others] = found.map(({ see, note, isCountedInInstances }) => ({ evidence: see(), note, isCountedInInstances }));
    return first === undefined ? null : [first, ...others];
  }

  /** Capacity of all zones together that leaves the desired one without any of them. */
  get #needed(): number {
    return Math.ceil((this.#group.desiredCapacity * this.#loss.zones) / (this.#loss.zones - 1));
  }

  #room(): Evidence {
    const { desiredCapacity, maxSize } = this.#group;
    const { zones } = this.#loss;
    const how = `for ${desiredCapacity} in ${zones - 1} of ${zones} zones: ${desiredCapacity} x ${zones} / ${zones - 1}, rounded up, = ${this.#needed}`;
    return this.#context.seeDerived(this.#group, 'maxSize', maxSize, `at least ${this.#needed}`, how);
  }

  #addresses(): Evidence {
    const zones = [...this.#byZone.keys()].map((zone) => `${this.#freeIn(zone)} in ${zone}`).join(', ');
    const fewest = this.#fewestFree();
    const how = `free addresses: ${zones}; without the zone that has most, ${fewest}`;
    return this.#context.seeDerived(this.#group, 'freeAddresses', fewest, `at least ${this.#loss.lost}`, how);
  }

  #freeIn(zone: string): number {
    return (this.#byZone.get(zone) ?? []).reduce((sum, { availableIpAddresses }) => sum + availableIpAddresses, 0);
  }

  /** Of all zones but the one that has most. */
  #fewestFree(): number {
    const free = [...this.#byZone.keys()].map((zone) => this.#freeIn(zone));
    return free.reduce((sum, count) => sum + count, 0) - Math.max(0, ...free);
  }
}
