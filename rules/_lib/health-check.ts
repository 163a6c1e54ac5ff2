import { type Fix, type ShellTag, undecidable, type View } from '#rule-kit';

type Group = View<'elbv2.target-group'>;
type Setting = 'healthCheckIntervalSeconds' | 'healthCheckTimeoutSeconds' | 'healthyThresholdCount' | 'unhealthyThresholdCount';

/** A number of the health check. AWS tells all of them wherever servers are checked. */
export function settingOf(group: Group, setting: Setting): number {
  return group[setting] ?? undecidable(group, 'no-evidence', `AWS does not tell ${setting} of ${group.name ?? group.key}`);
}

interface Change {
  /** Options of the command line, plain words only. */
  readonly options: string;
  readonly terraform: string;
  readonly cloudformation: string;
}

/** Changes the health check of a group. */
export function healthCheckFix(group: Group, { options, terraform, cloudformation }: Change, sh: ShellTag): Omit<Fix, 'effect'> {
  return {
    cli: `${sh`aws elbv2 modify-target-group --target-group-arn ${group.key} --region ${group.region}`} ${options}`,
    terraform: `health_check { ${terraform} }`,
    cloudformation,
  };
}
