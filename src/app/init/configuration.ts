/**
 * A configuration to start from: what is commented out shows what can be said.
 *
 * @param version of ha-audit, whose schema an editor then knows
 * @param region null where the environment names none
 */
export function configurationTemplate(version: string, region: string | null): string {
  return `# yaml-language-server: $schema=https://unpkg.com/ha-audit@${version}/schemas/config.schema.json
# What ha-audit reads and how it judges. Every key may be left out.

# Regions to read, or [all]. Without it: the region of the AWS configuration.
${region === null ? '# regions: [eu-west-1, eu-central-1]' : `regions: [${region}]`}

# starter, standard or strict. \`ha-audit rules list\` has the rules.
ruleset: standard

# Settings of single rules. \`ha-audit rules show RULE\` has their parameters.
# rules:
#   auto-scaling.grace-covers-boot: { severity: critical, params: { factor: 2 } }
#   auto-scaling.tags-propagate: off

# Workloads, where their tags do not tell.
# workloads:
#   - { name: orders, match: { tags: { Stack: orders } }, environment: prod, bootSeconds: 120 }

# Names of your own for environments. Outside production less counts.
# environments:
#   names: { 'feature-*': development }

# Accepted risks, each with an end. \`ha-audit waive FINDING\` adds one.
# waivers:
#   - rule: network.nat-per-zone
#     resource: vpc-0abc* # ARN, id or name, or a glob
#     reason: One NAT gateway is enough for the nightly batch.
#     owner: platform@example.com
#     expires: 2027-03-31
`;
}
