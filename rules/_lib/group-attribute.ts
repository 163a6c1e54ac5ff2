import { type Context, type Evidence, type Fix, type ShellTag, undecidable, type View } from '#rule-kit';

type Group = View<'elbv2.target-group'>;

/** What the target group was told. AWS sends every attribute that its type has, also those nobody ever set. */
export function attributeOf(group: Group, attribute: string): string {
  const value = group.attributes[attribute];
  return value ?? undecidable(group, 'no-evidence', `AWS does not tell the attribute ${attribute} of ${group.name ?? group.key}`);
}

export function seeAttribute(
  group: Group,
  attribute: string,
  expected: string | null,
  { seeDerived }: Pick<Context<'elbv2.target-group', never>, 'seeDerived'>,
): Evidence {
  return seeDerived(group, attribute, attributeOf(group, attribute), expected, `attribute ${attribute} of the target group`);
}

/** Sets one attribute, and says where Terraform keeps it. */
export function attributeFix(group: Group, attribute: string, value: string, terraform: string, sh: ShellTag): Omit<Fix, 'effect'> {
  const setting = `Key=${attribute},Value=${value}`;
  return {
    cli: sh`aws elbv2 modify-target-group-attributes --target-group-arn ${group.key} --attributes ${setting} --region ${group.region}`,
    terraform,
    cloudformation: `TargetGroupAttributes: [{ Key: ${attribute}, Value: "${value}" }]`,
  };
}
