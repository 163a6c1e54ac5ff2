import type { AnyView } from './view.ts';
import type { Place } from './graph.ts';

/** The nodes of one kind by key. Nearly every key names one node, so no list is made for it. */
export class KeyIndex {
  readonly #byKey = new Map<string, AnyView | AnyView[]>();

  add(view: AnyView): void {
    const known = this.#byKey.get(view.key);
    if (known === undefined) this.#byKey.set(view.key, view);
    else if (Array.isArray(known)) known.push(view);
    else this.#byKey.set(view.key, [known, view]);
  }

  /** The node in the place; where that has none, one elsewhere if the key means the same everywhere. */
  find(key: string, near: Place): AnyView | undefined {
    const known = this.#byKey.get(key);
    if (known === undefined) return undefined;
    if (!Array.isArray(known)) return isAt(known, near) || isUniqueEverywhere(key) ? known : undefined;
    return known.find((view) => isAt(view, near)) ?? (isUniqueEverywhere(key) ? known[0] : undefined);
  }
}

function isAt(view: Place, { account, region }: Place): boolean {
  return view.account === account && view.region === region;
}

/** Short ids and ARNs name one thing in all of AWS; names only within an account and region. */
function isUniqueEverywhere(key: string): boolean {
  return /^(arn:|[a-z]+-[0-9a-f]{8,}(:|$))/.test(key);
}
