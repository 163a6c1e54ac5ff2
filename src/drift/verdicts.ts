import type { DriftStatus, Flip } from '../model/drift-report.ts';
import type { Report, Result, VerdictStatus } from '../model/report.ts';
import type { Matching } from './matching.ts';
import type { Node, Side } from './side.ts';

/** Worst first. */
const order: readonly DriftStatus[] = ['fail', 'unknown', 'unseen', 'pass', 'not-applicable', 'absent'];

/** A verdict that is another one than it was; of a group's members one for all that were replaced. */
export interface Flipped {
  readonly flip: Flip;
  readonly rule: string;
  /** See `Matching.unitOf`, or the role of members of a group. */
  readonly unit: string;
  readonly isRole: boolean;
  readonly before: DriftStatus;
  readonly after: DriftStatus;
}

/** What one side says of each unit, by rule. */
export class Verdicts {
  readonly #byUnit = new Map<string, Map<string, VerdictStatus>>();
  /** Of the members of groups that are on this side only. */
  readonly #byRole = new Map<string, Map<string, Set<DriftStatus>>>();
  /** Roles of which some member, replaced or not, gets the verdict. */
  readonly #seen = new Set<string>();
  readonly #side: Side;
  readonly #matching: Matching;
  readonly #which: 'before' | 'after';

  constructor(report: Report, side: Side, matching: Matching, which: 'before' | 'after') {
    this.#side = side;
    this.#matching = matching;
    this.#which = which;
    for (const { rule, resource, status } of report.results) this.#add(rule, resource.id, status);
  }

  /** What stands for the resource of a result; null for a listing, and for what the other side does not cover. */
  unitOf({ resource }: Pick<Result, 'resource'>): string | null {
    const node = this.#side.byId.get(resource.id);
    return node === undefined ? null : (this.#replacedRole(node) ?? this.#matching.unitOf(node.id));
  }

  rules(): Iterable<string> {
    return [...this.#byUnit.keys(), ...this.#byRole.keys()];
  }

  unitsOf(rule: string): Iterable<string> {
    return this.#byUnit.get(rule)?.keys() ?? [];
  }

  rolesOf(rule: string): Iterable<string> {
    return this.#byRole.get(rule)?.keys() ?? [];
  }

  /** The worst that one of these members gets. */
  statusOfRole(rule: string, role: string): DriftStatus {
    const statuses = this.#byRole.get(rule)?.get(role);
    if (statuses !== undefined) return order.find((status) => statuses.has(status)) ?? 'absent';
    const [kind = '', account = '', region = ''] = role.split('|');
    return this.#side.isListed({ kind, account, region }) ? 'absent' : 'unseen';
  }

  /** Whether any member in that role gets the verdict, replaced or not. */
  isSeen(rule: string, role: string, status: DriftStatus): boolean {
    return this.#seen.has(`${rule}|${status}|${role}`);
  }

  /** Where no verdict was given. */
  statusOf(rule: string, unit: string, node: Node, other: Node | undefined): DriftStatus {
    const status = this.#byUnit.get(rule)?.get(unit);
    if (status !== undefined) return status;
    if (other !== undefined) return 'not-applicable';
    return this.#side.isListed(node) ? 'absent' : 'unseen';
  }

  #add(rule: string, id: string, status: VerdictStatus): void {
    const node = this.#side.byId.get(id);
    if (node === undefined) return;
    const role = this.#matching.roleOf(node, this.#which);
    if (role !== null) this.#seen.add(`${rule}|${status}|${role}`);
    const replaced = this.#replacedRole(node);
    if (replaced === null) inner(this.#byUnit, rule, () => new Map<string, VerdictStatus>()).set(this.#matching.unitOf(id), status);
    else {
      const byRole = inner(this.#byRole, rule, () => new Map<string, Set<DriftStatus>>());
      inner(byRole, replaced, () => new Set<DriftStatus>()).add(status);
    }
  }

  #replacedRole(node: Node): string | null {
    return this.#matching.pairOf(node.id) === undefined ? this.#matching.roleOf(node, this.#which) : null;
  }
}

/** Every verdict that flipped. */
export function* flippedVerdicts(
  [before, after]: readonly [Verdicts, Verdicts],
  [sideBefore, sideAfter]: readonly [Side, Side],
  matching: Matching,
): Generator<Flipped, void, undefined> {
  for (const rule of new Set([...before.rules(), ...after.rules()])) {
    for (const unit of new Set([...before.unitsOf(rule), ...after.unitsOf(rule)])) {
      const pair = matching.pairOf(unit);
      const was = pair?.before ?? sideBefore.byId.get(unit);
      const is = pair?.after ?? sideAfter.byId.get(unit);
      const node = was ?? is;
      if (node === undefined) continue;
      const statuses = { before: before.statusOf(rule, unit, node, was), after: after.statusOf(rule, unit, node, is) };
      const flip = flipOf(statuses.before, statuses.after);
      if (flip !== null) yield { flip, rule, unit, isRole: false, ...statuses };
    }
    for (const role of new Set([...before.rolesOf(rule), ...after.rolesOf(rule)])) {
      const statuses = { before: before.statusOfRole(rule, role), after: after.statusOfRole(rule, role) };
      const flip = flipOf(statuses.before, statuses.after);
      const isWorse = order.indexOf(statuses.after) < order.indexOf(statuses.before);
      // What some member got before, or still gets, is nothing new.
      const isKnown = isWorse ? before.isSeen(rule, role, statuses.after) : after.isSeen(rule, role, statuses.before);
      if (flip !== null && !isKnown) yield { flip, rule, unit: role, isRole: true, ...statuses };
    }
  }
}

/** What became of a verdict; null where nobody has to know. */
export function flipOf(before: DriftStatus, after: DriftStatus): Flip | null {
  const [wasKnown, isKnown] = [before, after].map((status) => status === 'pass' || status === 'fail');
  const [wasUnclear, isUnclear] = [before, after].map((status) => status === 'unknown' || status === 'unseen');
  if (before === after || (wasUnclear && isUnclear)) return null;
  if (wasKnown && isUnclear) return 'evidence-lost';
  if (wasUnclear && isKnown) return 'newly-seen';
  if (after === 'fail') return before === 'pass' ? 'broken' : 'new-failing';
  if (before === 'fail') return after === 'pass' ? 'repaired' : 'gone';
  return after === 'unknown' ? 'new-unknown' : null;
}

function inner<Key, T>(map: Map<Key, T>, key: Key, make: () => T): T {
  let value = map.get(key);
  if (value === undefined) map.set(key, (value = make()));
  return value;
}
