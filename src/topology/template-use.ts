import type { Graph, Place } from '../graph/graph.ts';
import { gapSignal, isNonEmpty } from '../graph/signal.ts';
import type { Identity } from '../graph/view.ts';
import type { Gap } from '../model/gap.ts';
import type { Kind } from '../model/kinds.ts';
import { Known } from './known.ts';
import { templateReferencesOf } from './launch.ts';

export const templateUseReads = ['autoscaling.group'] as const satisfies readonly Kind[];

interface Uses {
  readonly ids: ReadonlySet<string>;
  /** Of references that give no id. */
  readonly names: ReadonlySet<string>;
  /** Why there may be more. */
  readonly gaps: readonly Gap[];
}

/** Which launch templates the Auto Scaling groups of a place name. */
export class TemplateUse {
  readonly #graph: Graph;
  readonly #byPlace = new Map<string, Uses>();

  constructor(graph: Graph) {
    this.#graph = graph;
  }

  /** Whether any group launches from the template, in whatever version. */
  isUsed(template: Identity): boolean {
    return this.#graph.derive('templateUse', () => {
      const { ids, names, gaps } = this.#usesIn(template);
      if (ids.has(template.key) || (template.name !== null && names.has(template.name))) return true;
      if (isNonEmpty(gaps)) throw gapSignal(gaps);
      return false;
    });
  }

  #usesIn(place: Place): Uses {
    const name = `${place.account}|${place.region}`;
    let uses = this.#byPlace.get(name);
    if (uses === undefined) this.#byPlace.set(name, (uses = this.#gather(place)));
    return uses;
  }

  #gather(place: Place): Uses {
    const ids = new Set<string>();
    const names = new Set<string>();
    const known = new Known<never>();
    known.each(
      () => this.#graph.list('autoscaling.group', place),
      (group) => {
        for (const { launchTemplateId, launchTemplateName } of templateReferencesOf(group)) {
          if (launchTemplateId !== null) ids.add(launchTemplateId);
          else if (launchTemplateName !== null) names.add(launchTemplateName);
        }
      },
    );
    return { ids, names, gaps: known.gaps };
  }
}
