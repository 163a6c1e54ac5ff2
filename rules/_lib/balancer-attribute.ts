import { type Evidence, type Fix, type ShellTag, undecidable, type View } from '#rule-kit';

type Balancer = View<'elbv2.load-balancer'>;

/** What the load balancer was told. AWS sends every attribute that the type has, also those nobody ever set. */
export function attributeOf(balancer: Balancer, attribute: string): string {
  const value = balancer.attributes[attribute];
  return value ?? undecidable(balancer, 'no-evidence', `AWS does not tell the attribute ${attribute} of ${balancer.name ?? balancer.key}`);
}

export function seeAttribute(balancer: Balancer, attribute: string, expected: string | null): Evidence {
  return { resource: balancer.id, fact: attribute, observed: attributeOf(balancer, attribute), expected, derivation: null };
}

/** Sets one attribute, and says where Terraform keeps it. */
export function attributeFix(balancer: Balancer, attribute: string, value: string, terraform: string, sh: ShellTag): Omit<Fix, 'effect'> {
  const setting = `Key=${attribute},Value=${value}`;
  return {
    cli: sh`aws elbv2 modify-load-balancer-attributes --load-balancer-arn ${balancer.key} --attributes ${setting} --region ${balancer.region}`,
    terraform,
    cloudformation: `LoadBalancerAttributes: [{ Key: ${attribute}, Value: "${value}" }]`,
  };
}
