import type { Evidence, Fix, Report, ResourceReference, Result } from '../../model/report.ts';
import { FreeText, words } from './free-text.ts';
import { redactedHeader } from './header.ts';
import { originalsIn } from './originals.ts';
import { orNull, Redaction } from './redaction.ts';
import { Replacements } from './replacements.ts';

/**
 * The same report without account ids, names, addresses, tags and other words of its owner. Each is replaced by the same one
 * wherever it stands. What is known to be ours stays: rules, kinds, regions, numbers, times, verdicts. So do the ids of
 * findings, which are hashes.
 *
 * Reads the results once before it gives any, so that a name is known before the first message that mentions it.
 *
 * @param vocabulary Lower-case words that messages, fixes and gaps are worded with.
 */
export function redacted(report: Report, vocabulary: ReadonlySet<string>): Report {
  const { names, others } = originalsIn(report);
  const replacements = new Replacements(new Set([...names, ...others]));
  const ofRules = report.rules.flatMap(({ id, title, why, invariants, references }) => [id, title, why, ...invariants, ...references]);
  const ours = new Set([...vocabulary, ...ofRules.flatMap((text) => text.toLowerCase().match(words) ?? [])]);
  const to = new Redaction(replacements, new FreeText(replacements, ours, names, others));
  return { ...redactedHeader(report, to), results: { [Symbol.iterator]: () => redactedResults(report.results, to) } };
}

function* redactedResults(results: Iterable<Result>, to: Redaction): Generator<Result> {
  for (const result of results) yield redactedResult(result, to);
}

/** Without `source`: paths and addresses of code are full of names. */
function redactedResult(result: Result, to: Redaction): Result {
  const { id, rule, status, severity, ruleSeverity, environment, follows, waiver, baseline, since } = result;
  return {
    id,
    rule,
    status,
    severity,
    ...(ruleSeverity === undefined ? {} : { ruleSeverity }),
    ...(environment === undefined ? {} : { environment }),
    resource: resourceReference(result.resource, to),
    workloads: result.workloads.map(to.identifier),
    message: to.words(result.message),
    evidence: result.evidence.map((each) => evidence(each, to)),
    related: result.related.map(to.identifier),
    gaps: result.gaps.map(to.gap),
    fix: orNull(result.fix, (each) => fix(each, to)),
    ...(follows === undefined ? {} : { follows: { rule: follows.rule, resource: to.identifier(follows.resource) } }),
    waiver: orNull(waiver, to.waiver),
    ...(baseline === undefined ? {} : { baseline }),
    ...(since === undefined ? {} : { since }),
  };
}

function resourceReference({ id, kind, type, name, tags, ...place }: ResourceReference, to: Redaction): ResourceReference {
  const pairs = Object.entries(tags ?? {}).map(([key, value]): [string, string] => [to.words(key), to.identifier(value)]);
  return {
    id: to.identifier(id),
    kind,
    type,
    name: orNull(name, to.identifier),
    ...to.place(place),
    tags: tags === null ? null : Object.fromEntries(pairs),
  };
}

function evidence({ resource, fact, observed, expected, derivation }: Evidence, to: Redaction): Evidence {
  return {
    resource: to.identifier(resource),
    fact: to.words(fact),
    observed: to.value(observed),
    expected: to.value(expected),
    derivation: orNull(derivation, to.words),
  };
}

function fix({ cli, terraform, cloudformation, effect }: Fix, to: Redaction): Fix {
  return {
    cli: orNull(cli, to.words),
    terraform: orNull(terraform, to.words),
    cloudformation: orNull(cloudformation, to.words),
    effect: orNull(effect, to.words),
  };
}
