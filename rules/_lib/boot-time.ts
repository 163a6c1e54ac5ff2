import { type Context, type Evidence, Type, type View } from '#rule-kit';
import { coversBootstrap, hookParams, launchHoldOf, nameHooks, slowLaunchSeconds } from './launch-hooks.ts';

export const bootParams = Type.Object(
  {
    factor: Type.Number({
      default: 1.5,
      minimum: 1,
      description:
        'Grace needed as a multiple of the boot time that remains in service: the slowest boots take half as long again as the usual one.',
    }),
    ...hookParams,
    youngSeconds: Type.Number({
      default: 1800,
      minimum: 0,
      description:
        'Age in seconds up to which a target that was never healthy is taken to be booting; an older one was registered later or does not work.',
    }),
  },
  { additionalProperties: false },
);

export const bootReads = [
  'autoscaling.activity',
  'autoscaling.lifecycle-hook',
  'ec2.instance',
  'ec2.launch-template',
  'elbv2.target-group',
  'elbv2.target-health',
] as const;

export type BootContext = Context<'autoscaling.group', (typeof bootReads)[number], 'launch', typeof bootParams>;
export type Group = View<'autoscaling.group'>;

/** What one kind of evidence says of the grace period. */
export type BootAnswer =
  | {
      readonly isShort: boolean;
      /** Seconds of grace that the evidence calls for at least. */
      readonly neededSeconds: number;
      /** The arithmetic. */
      readonly how: string;
      /** What else was seen, on other resources. */
      readonly seen?: readonly Evidence[];
    }
  | { readonly unsure: string };

export const bootTag = 'ha-audit:boot-seconds';

export interface BootTime {
  readonly seconds: number;
  /** Where the seconds bound the boot time instead of giving it. */
  readonly bound?: 'over' | 'at most';
  readonly source: string;
}

/** The arithmetic of the rule, in numbers and in the words of its derivation. `held` is the part of the boot before service. */
export function graceFor(factor: number, boot: BootTime, held: BootTime | null): { readonly neededSeconds: number; readonly how: string } {
  const remaining = Math.max(0, boot.seconds - (held?.seconds ?? 0));
  const neededSeconds = Math.ceil(Math.round(factor * remaining * 1000) / 1000);
  const bound = boot.bound === undefined ? '' : `${boot.bound} `;
  const minus = held === null ? '' : ` - ${held.seconds} s before service (${held.source}) = ${remaining} s`;
  return { neededSeconds, how: `boot ${bound}${boot.seconds} s (${boot.source})${minus}; ${factor} x ${remaining} s = ${neededSeconds} s` };
}

/** What the group's tag, else its templates' tags, else the configuration declares. */
export function byDeclaration(group: Group, context: BootContext): BootAnswer | null {
  const declared = declaredBoot(group, context);
  if (declared === null || 'unsure' in declared) return declared;
  const { params } = context;
  const alone = graceFor(params.factor, declared, null);
  if (group.gracePeriodSeconds >= alone.neededSeconds) return { ...alone, isShort: false };
  const hold = launchHoldOf(group, context, params);
  if (hold === null) return { ...alone, isShort: true };
  const [shortest] = hold.launchSeconds;
  if (shortest === undefined) {
    return {
      unsure: `${alone.how}, less what the launch lifecycle ${nameHooks(hold)} takes, which fewer than ${params.minimumSamples} completed launches show`,
    };
  }
  const held = graceFor(params.factor, declared, {
    seconds: shortest,
    source: `${nameHooks(hold)}, shortest of ${hold.launchSeconds.length} launches`,
  });
  return { ...held, isShort: group.gracePeriodSeconds < held.neededSeconds };
}

/** What tags and configuration declare. */
export function declaredBoot(
  group: Group,
  { topology, declaredBootSeconds }: Pick<BootContext, 'topology' | 'declaredBootSeconds'>,
): BootTime | { readonly unsure: string } | null {
  const own = group.tags[bootTag];
  if (own !== undefined) return parse(own, `tag ${bootTag} of the group`);
  const templates = topology.launch.templatesOf(group);
  const tagged = templates.flatMap((template) => {
    const text = template.tags[bootTag];
    return text === undefined ? [] : [parse(text, `tag ${bootTag} of ${template.name ?? template.key}`)];
  });
  const malformed = tagged.find((each) => 'unsure' in each);
  if (malformed !== undefined) return malformed;
  // Templates that say nothing may boot more slowly than those that do.
  const slowest = tagged.flatMap((each) => ('seconds' in each ? each : [])).sort((a, b) => b.seconds - a.seconds)[0];
  if (slowest !== undefined && tagged.length === templates.length) return slowest;
  return declaredBootSeconds === null ? null : { seconds: declaredBootSeconds, source: 'configuration' };
}

function parse(text: string, source: string): BootTime | { readonly unsure: string } {
  const seconds = /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : 0;
  return seconds > 0 ? { seconds, source } : { unsure: `the ${source} is ${JSON.stringify(text)}, which is no positive number of seconds` };
}

/** What completed launches say, where a launch lifecycle hook waits for the boot. */
export function byLaunchHooks(group: Group, context: BootContext): BootAnswer | null {
  const { params } = context;
  const hold = launchHoldOf(group, context, params);
  const seconds = hold === null ? null : slowLaunchSeconds(hold);
  if (hold === null || seconds === null || !coversBootstrap(hold, params)) return null;
  const measured = `${hold.launchSeconds.length} completed launches, nine in ten of them no longer`;
  return { ...graceFor(params.factor, { seconds, source: measured }, { seconds, source: nameHooks(hold) }), isShort: false };
}
