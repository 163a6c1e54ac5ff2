/**
 * The one door through which a rule sees ha-audit; shipped as `ha-audit/rule-kit`.
 * The recipe for a rule is in CONTRIBUTING.md.
 */
export type { Context, Expected } from './engine/context.ts';
export { defineRule, isRule, type Rule, type RuleSpecification } from './engine/rule.ts';
export type { ShellTag } from './engine/shell.ts';
export { millisecondsOf } from './engine/time.ts';
export type { Verdict } from './engine/verdict.ts';
export { allOf, anyOf, atLeast, atLeastDistinct, every, matching, offenders, some } from './graph/combinators.ts';
export { ifKnown, isNonEmpty, type NonEmpty, undecidable } from './graph/signal.ts';
export type { Identity, View } from './graph/view.ts';
export type { Facts, Kind } from './model/kinds.ts';
export type { Evidence, Fix, Json, Severity } from './model/report.ts';
export { Type } from './model/type.ts';
export {
  type Block,
  contains,
  isDefaultLike,
  isEffectivelyAny,
  isPrivateBlock,
  overlaps,
  parseBlock,
  reachesPrivateSpace,
  reachesPublicSpace,
} from './topology/cidr.ts';
export { serviceBehind } from './topology/interface-service.ts';
export type { Fleet } from './topology/fleets.ts';
export { Known } from './topology/known.ts';
export { isPinned, type LaunchSource, type TemplateReference, templateReferencesOf } from './topology/launch.ts';
export type { Exposure, InternetRoute } from './topology/routing.ts';
export {
  coversPort,
  describeRule,
  groupNamedBy,
  type GroupSource,
  includesPort,
  openPorts,
  type Port,
  type PortRange,
  type SecurityRule,
  type Source,
} from './topology/security-rules.ts';
export type { DataEnd, Hop, Missing } from './topology/security-paths.ts';
export type { Role } from './topology/tier-index.ts';
