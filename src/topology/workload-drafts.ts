import type { Place } from '../graph/graph.ts';
import type { AnyView } from '../graph/view.ts';
import type { Tier } from '../model/report.ts';

/** A workload while its members are being found. */
export interface WorkloadDraft {
  readonly name: string;
  readonly place: Place;
  readonly vpcIds: Set<string>;
  readonly members: Readonly<Record<Tier, Set<AnyView>>>;
  environment: string | null;
}

/** Drafts by name and by network, so that a database finds its workload without asking all of them. */
export class WorkloadDrafts {
  readonly #byName = new Map<string, WorkloadDraft>();
  /** Under the place alone, and under place and VPC. */
  readonly #byNetwork = new Map<string, Set<WorkloadDraft>>();

  all(): readonly WorkloadDraft[] {
    return [...this.#byName.values()];
  }

  /** The draft of that name, made where there is none. */
  named(name: string, place: Place): WorkloadDraft {
    const key = networkOf(place, name);
    let draft = this.#byName.get(key);
    if (draft === undefined) {
      const members = { 'load-balancer': new Set<AnyView>(), app: new Set<AnyView>(), data: new Set<AnyView>() };
      draft = { name, place: { account: place.account, region: place.region }, vpcIds: new Set(), members, environment: null };
      this.#byName.set(key, draft);
      this.#remember(networkOf(place), draft);
    }
    return draft;
  }

  standsIn(draft: WorkloadDraft, vpcId: string): void {
    draft.vpcIds.add(vpcId);
    this.#remember(networkOf(draft.place, vpcId), draft);
  }

  /** The only draft in any of the VPCs, or in the place where no VPC is known; null where there are none or several. */
  onlyIn(place: Place, vpcIds: ReadonlySet<string>): WorkloadDraft | null {
    const networks = vpcIds.size === 0 ? [networkOf(place)] : [...vpcIds].map((vpcId) => networkOf(place, vpcId));
    let only: WorkloadDraft | null = null;
    for (const network of networks) {
      for (const draft of this.#byNetwork.get(network) ?? []) {
        if (only !== null && only !== draft) return null;
        only = draft;
      }
    }
    return only;
  }

  #remember(network: string, draft: WorkloadDraft): void {
    const drafts = this.#byNetwork.get(network);
    if (drafts === undefined) this.#byNetwork.set(network, new Set([draft]));
    else drafts.add(draft);
  }
}

function networkOf({ account, region }: Place, name = ''): string {
  return `${account}/${region}/${name}`;
}
