import type { Kind } from '../model/kinds.ts';
import type { Place } from './graph.ts';
import type { AnyView } from './view.ts';

const none: readonly AnyView[] = [];

/**
 * What one account owns and others see too, such as shared subnets and VPCs: every one who sees it lists it under the ARN of its
 * owner. Where the owner was read, its telling stands for all; the others say only who else sees it.
 */
export class SharedNodes {
  readonly #owned = new Map<AnyView, AnyView>();
  readonly #copies = new Map<AnyView, AnyView[]>();

  /** Takes the copies out of the nodes of each kind. */
  link(byKind: Map<Kind, AnyView[]>, findAt: (kind: Kind, key: string, place: Place) => AnyView | undefined): void {
    for (const [kind, views] of byKind) {
      const kept = views.filter((view) => {
        const place = ownersPlace(view);
        const owned = place === null ? undefined : findAt(kind, view.key, place);
        if (owned === undefined || owned.account !== place?.account || owned.id !== view.id) return true;
        this.#owned.set(view, owned);
        this.#copies.set(owned, [...(this.#copies.get(owned) ?? []), view]);
        return false;
      });
      if (kept.length < views.length) byKind.set(kind, kept);
    }
  }

  /** As the owner tells it. */
  told(view: AnyView): AnyView {
    return this.#owned.get(view) ?? view;
  }

  copiesOf(owned: AnyView | undefined): readonly AnyView[] {
    return (owned && this.#copies.get(owned)) ?? none;
  }
}

/** Where the owner of a resource lists it; null where that is the account that was asked. */
function ownersPlace({ id, account, region }: AnyView): Place | null {
  const owner = id.split(':')[4] ?? '';
  return owner === account || !/^\d{12}$/.test(owner) ? null : { account: owner, region };
}
