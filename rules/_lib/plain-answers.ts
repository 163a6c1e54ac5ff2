import { type Context, type Facts, type Identity, ifKnown, undecidable, type View } from '#rule-kit';

type Action = Facts<'elbv2.listener'>['defaultActions'][number];
type Listener = View<'elbv2.listener', 'elbv2.listener' | 'elbv2.listener-rule'>;
type Judging = Pick<Context<'elbv2.listener', 'elbv2.listener-rule', never, never>, 'referring'>;

/** One way in which a listener answers. */
export interface Answer {
  readonly owner: Identity;
  readonly fact: 'actions' | 'defaultActions';
  readonly name: string;
  readonly actions: () => readonly Action[];
  /** Whether it answers nothing but paths that may be answered over HTTP. */
  readonly isExempt: () => boolean;
}

/** How requests are answered: by the rules of the listener, else by its default action. */
export function* answersOf(listener: Listener, plainPaths: readonly string[], { referring }: Judging): Generator<Answer, void, undefined> {
  yield {
    owner: listener,
    fact: 'defaultActions',
    name: 'default action',
    actions: () => listener.defaultActions,
    isExempt: () => false,
  };
  const isPlain = (pattern: string) =>
    plainPaths.some((path) => (path.endsWith('*') ? pattern.startsWith(path.slice(0, -1)) : pattern === path));
  for (const rule of referring('elbv2.listener-rule', 'listener', listener)) {
    yield {
      owner: rule,
      fact: 'actions',
      name: `rule ${ifKnown(() => rule.priority) ?? rule.key}`,
      actions: () => rule.actions,
      // The default rule repeats the default action.
      isExempt: () => rule.isDefault || (rule.pathPatterns.length > 0 && rule.pathPatterns.every(isPlain)),
    };
  }
}

/** Whether a client stays with HTTP. The last action decides; a redirect that names no protocol keeps that of the request. */
export function staysPlain(actions: readonly Action[], listener: Listener): boolean {
  const last = actions.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0)).at(-1);
  switch (last?.actionType) {
    case 'redirect':
      return last.redirect?.protocol !== 'HTTPS';
    case 'fixed-response':
      return false;
    case 'forward':
      return true;
    default:
      return undecidable(listener, 'unsupported', `the action ${last?.actionType ?? 'that is missing'} is not understood`);
  }
}

export function actionsInWords(actions: readonly Action[]): string {
  return actions
    .map(({ actionType, redirect }) => (redirect === null ? actionType : `${actionType} to ${redirect.protocol ?? '#{protocol}'}`))
    .join(', ');
}
