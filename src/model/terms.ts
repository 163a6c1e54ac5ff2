// The closed lists that commands, rules and reports share. Nothing is imported here: `--help` loads this file and no schema.

/** Worst first. */
export const severities = ['critical', 'high', 'medium', 'low'] as const;
export type Severity = (typeof severities)[number];

/** Nearest to production first. */
export const environments = ['production', 'staging', 'test', 'development'] as const;
export type Environment = (typeof environments)[number];

/** Where the severity of a rule holds: everywhere, or in production only, so that less counts elsewhere. */
export const severityScopes = ['production', 'all'] as const;
export type SeverityScope = (typeof severityScopes)[number];

export const verdictStatuses = ['pass', 'fail', 'unknown'] as const;
export type VerdictStatus = (typeof verdictStatuses)[number];

export const rulesets = ['starter', 'standard', 'strict'] as const;
export type Ruleset = (typeof rulesets)[number];

export const tiers = ['load-balancer', 'app', 'data'] as const;
export type Tier = (typeof tiers)[number];

/** 0 clean, 1 findings, 2 usage, 3 incomplete, 4 internal, 130 interrupted. */
export const exitCodes = [0, 1, 2, 3, 4, 130] as const;
export type ExitCode = (typeof exitCodes)[number];

/** Id of an AWS account. */
export const accountPattern = String.raw`^\d{12}$`;
/** Name of a role, with its path before it. */
export const rolePattern = String.raw`^(?:[\w+=,.@-]+/)*[\w+=,.@-]{1,64}$`;
