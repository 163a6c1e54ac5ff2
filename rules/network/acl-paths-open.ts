import { defineRule, type Facts, Type } from '#rule-kit';
import { blockedBy } from '../_lib/acl-paths.ts';
import { inWords, numberBefore } from '../_lib/acl-words.ts';
import { few } from '../_lib/few.ts';

const portType = (initial: number, description: string) => Type.Integer({ default: initial, minimum: 1, maximum: 65_535, description });

/** Whether the first rules for IPv4 let everything in and out: then nothing can be in the way, whatever stands there. */
function letsAllThrough({ entries }: Facts<'ec2.network-acl'>): boolean {
  return [true, false].every((isEgress) => {
    const [first] = entries
      .filter((entry) => entry.isEgress === isEgress && entry.cidrBlock !== null)
      .sort((a, b) => a.ruleNumber - b.ruleNumber);
    return first !== undefined && first.action === 'allow' && first.protocol === '-1' && first.cidrBlock === '0.0.0.0/0';
  });
}

export default defineRule({
  id: 'network.acl-paths-open',
  title: 'Network ACLs let clients, load balancers, app and data tier talk, answers included',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['nacl-defence'],
  references: ['wa:SEC05-BP02', 'wa:REL02-BP01'],
  why: 'Network ACLs keep no state: one that forgets the ports answers go back to, or the zone a failover moves to, cuts a tier off while every security group looks right.',
  params: Type.Object(
    {
      firstBalancerPort: portType(
        1024,
        'First port from which load balancers call their targets, and clients the load balancer (Elastic Load Balancing user guide: 1024-65535).',
      ),
      firstServerPort: portType(32_768, 'First port from which servers call databases and caches (Linux: net.ipv4.ip_local_port_range).'),
      lastServerPort: portType(60_999, 'Last port from which servers call databases and caches (Linux: net.ipv4.ip_local_port_range).'),
    },
    { additionalProperties: false },
  ),
  subject: 'ec2.network-acl',
  reads: [
    'ec2.subnet',
    'ec2.vpc',
    'elasticache.cluster',
    'elasticache.subnet-group',
    'elbv2.listener',
    'elbv2.load-balancer',
    'rds.cluster',
    'rds.instance',
    'rds.subnet-group',
  ],
  topology: ['securityPaths', 'subnetTiers'],
  // One that holds no subnet acts on nothing.
  appliesTo: (acl) => acl.keysOf('subnets').length > 0,
  check(acl, context) {
    const { pass, fail, seeDerived } = context;
    if (letsAllThrough(acl)) return pass(seeDerived(acl, 'blocked', [], [], 'the first rule of each direction allows everything'));
    const blocked = blockedBy(acl, context);
    if (blocked.length === 0)
      return pass(seeDerived(acl, 'blocked', [], [], `nothing that ${few(acl.keysOf('subnets'))} must let through is denied`));
    const problems = [...new Set(blocked.map(inWords))].sort();
    return fail(
      seeDerived(acl, 'blocked', problems, [], 'rules are read in the order of their numbers, and the first that matches decides'),
      `Stops ${few(problems)}`,
    );
  },
  fix(acl, context) {
    const [blocked] = [...blockedBy(acl, context)].sort((a, b) => (inWords(a) < inWords(b) ? -1 : 1));
    if (blocked === undefined) return {};
    const { direction, transport, cidr, firstPort, lastPort } = blocked.need;
    const create = context.sh`aws ec2 create-network-acl-entry --region ${acl.region} --network-acl-id ${acl.key} --protocol ${transport} --port-range ${`From=${firstPort},To=${lastPort}`} --cidr-block ${cidr} --rule-action allow`;
    return {
      cli: `${create} --${direction} --rule-number ${numberBefore(acl, blocked)}`,
      terraform: `aws_network_acl_rule with egress = ${direction === 'egress' ? 'true' : 'false'}, from_port = ${firstPort} and to_port = ${lastPort}`,
      cloudformation: `AWS::EC2::NetworkAclEntry with Egress: ${direction === 'egress' ? 'true' : 'false'} and PortRange ${firstPort}-${lastPort}`,
      effect: 'Immediate, without interruption. Repeat for each path that is named.',
    };
  },
});
