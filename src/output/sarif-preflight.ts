import { gzipSync } from 'node:zlib';
import type { Log, ReportingDescriptor, Run } from 'sarif';
import { checkResult, identityOf, isText, levels, type Refuse, type Unchecked } from './sarif/result-preflight.ts';

/** What code scanning would refuse, or take and then show wrongly. */
export interface Problem {
  /** Where in the file, such as `runs[0].results[3].locations`. */
  readonly path: string;
  readonly message: string;
}

// Limits and required values: https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
const limits = {
  runs: 20,
  rules: 25_000,
  results: 25_000,
  extensions: 100,
  tags: 20,
  text: 1_024,
  name: 255,
  gzipBytes: 10_000_000,
} as const;
const precisions: ReadonlySet<unknown> = new Set(['very-high', 'high', 'medium', 'low']);
const problemSeverities: ReadonlySet<unknown> = new Set(['error', 'warning', 'recommendation']);

/**
 * Code scanning refuses a whole file for one fault in it, and the schema allows most of these faults.
 * Every problem is listed; none means the file will be taken.
 */
export function githubPreflight(log: Unchecked<Log>): readonly Problem[] {
  const problems: Problem[] = [];
  const refuse: Refuse = (path, message) => problems.push({ path, message });
  if (!isText(log.$schema)) refuse('$schema', 'is missing');
  if (log.version !== '2.1.0') refuse('version', 'must be 2.1.0');
  if (log.runs === undefined || log.runs.length === 0) refuse('runs', 'are missing');
  else {
    if (log.runs.length > limits.runs) refuse('runs', `are more than ${limits.runs}`);
    checkCategories(log.runs, refuse);
    for (const [index, run] of log.runs.entries()) checkRun(run, `runs[${index}]`, refuse);
  }
  if (isTooLarge(log)) refuse('', `is larger than ${limits.gzipBytes} bytes when packed`);
  return problems;
}

/** One file may hold one run of a tool and category. */
function checkCategories(runs: readonly Unchecked<Run>[], refuse: Refuse): void {
  const seen = new Set<string>();
  for (const [index, { tool, automationDetails }] of runs.entries()) {
    const id = automationDetails?.id ?? '';
    const key = JSON.stringify([tool?.driver?.name, id.slice(0, id.lastIndexOf('/'))]);
    if (seen.has(key)) refuse(`runs[${index}].automationDetails.id`, 'repeats the category of another run');
    seen.add(key);
  }
}

function checkRun(run: Unchecked<Run>, path: string, refuse: Refuse): void {
  const driver = run.tool?.driver;
  if (!isText(driver?.name)) refuse(`${path}.tool.driver.name`, 'is missing');
  if (run.automationDetails !== undefined && !run.automationDetails.id?.includes('/'))
    refuse(`${path}.automationDetails.id`, 'names no category without a slash');
  if ((run.tool?.extensions?.length ?? 0) > limits.extensions) refuse(`${path}.tool.extensions`, `are more than ${limits.extensions}`);
  const rules = driver?.rules;
  if (rules === undefined) refuse(`${path}.tool.driver.rules`, 'are missing');
  else checkRules(rules, `${path}.tool.driver.rules`, refuse);
  if (run.results === undefined) refuse(`${path}.results`, 'are missing; an empty list closes old alerts');
  else if (run.results.length > limits.results) refuse(`${path}.results`, `are more than ${limits.results}`);
  const seen = new Set<string>();
  for (const [index, result] of (run.results ?? []).entries()) {
    checkResult(result, rules ?? [], `${path}.results[${index}]`, refuse);
    const identity = identityOf(result);
    if (seen.has(identity)) refuse(`${path}.results[${index}]`, 'cannot be told from an earlier result');
    seen.add(identity);
  }
}

function checkRules(rules: readonly Unchecked<ReportingDescriptor>[], path: string, refuse: Refuse): void {
  if (rules.length > limits.rules) refuse(path, `are more than ${limits.rules}`);
  const seen = new Set<string>();
  for (const [index, rule] of rules.entries()) {
    checkRule(rule, `${path}[${index}]`, refuse);
    const id = rule.id ?? '';
    if (seen.has(id)) refuse(`${path}[${index}].id`, `repeats ${id}`);
    seen.add(id);
  }
}

function checkRule(rule: Unchecked<ReportingDescriptor>, path: string, refuse: Refuse): void {
  if (!isText(rule.id)) refuse(`${path}.id`, 'is missing');
  if ((rule.name?.length ?? 0) > limits.name) refuse(`${path}.name`, `is longer than ${limits.name}`);
  for (const name of ['shortDescription', 'fullDescription', 'help'] as const) {
    const text = rule[name]?.text;
    if (!isText(text)) refuse(`${path}.${name}.text`, 'is missing');
    else if (name !== 'help' && text.length > limits.text) refuse(`${path}.${name}.text`, `is longer than ${limits.text}`);
  }
  if (rule.helpUri !== undefined && !/^https?:\/\/\S+$/.test(rule.helpUri)) refuse(`${path}.helpUri`, 'is no web address');
  const level = rule.defaultConfiguration?.level;
  if (level !== undefined && !levels.has(level)) refuse(`${path}.defaultConfiguration.level`, 'must be note, warning or error');
  checkRuleProperties(rule.properties ?? {}, `${path}.properties`, refuse);
}

function checkRuleProperties(properties: Readonly<Record<string, unknown>>, path: string, refuse: Refuse): void {
  const { tags, precision, 'problem.severity': problemSeverity, 'security-severity': securitySeverity } = properties;
  if (Array.isArray(tags) && tags.length > limits.tags) refuse(`${path}.tags`, `are more than ${limits.tags}`);
  if (precision !== undefined && !precisions.has(precision)) refuse(`${path}.precision`, 'is not one that code scanning knows');
  if (problemSeverity !== undefined && !problemSeverities.has(problemSeverity))
    refuse(`${path}["problem.severity"]`, 'is not one that code scanning knows');
  if (securitySeverity !== undefined && !isSecuritySeverity(securitySeverity)) {
    refuse(`${path}["security-severity"]`, 'must be a number from 0.1 to 10.0, written as text');
  }
}

function isSecuritySeverity(value: unknown): boolean {
  return typeof value === 'string' && /^\d{1,2}(\.\d+)?$/.test(value) && Number(value) > 0 && Number(value) <= 10;
}

/** Only a text above the limit can be above it when packed. */
export function isTooLarge(log: Unchecked<Log>): boolean {
  const text = JSON.stringify(log);
  return text.length * 3 > limits.gzipBytes && gzipSync(text).length > limits.gzipBytes;
}
