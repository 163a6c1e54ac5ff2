import { anyOf, type Context, defineRule, some, undecidable, type View } from '#rule-kit';

type Vpc = View<'ec2.vpc'>;
type Gateway = View<'ec2.internet-gateway'>;
type Judging = Pick<Context<'ec2.vpc', 'ec2.nat-gateway' | 'elbv2.load-balancer', 'natGateways', never>, 'referring' | 'topology'>;

/** Whether something in the VPC speaks with the internet: a load balancer or a NAT gateway. */
function needsGateway(vpc: Vpc, { referring, topology: { natGateways } }: Judging): boolean {
  return anyOf(
    () =>
      some(
        referring('elbv2.load-balancer', 'vpc', vpc),
        ({ scheme, loadBalancerType, state }) => scheme === 'internet-facing' && loadBalancerType !== 'gateway' && state !== 'failed',
      ),
    () => some(referring('ec2.nat-gateway', 'vpc', vpc), (nat) => !natGateways.isLost(nat) && natGateways.isPublic(nat)),
  );
}

function isAttached(gateway: Gateway, vpc: Vpc): boolean {
  const attachment = gateway.attachments.find(({ vpcId }) => vpcId === vpc.key);
  if (attachment === undefined || attachment.state === 'detached') return false;
  if (attachment.state === 'available' || attachment.state === 'attached') return true;
  const reason = ['attaching', 'detaching'].includes(attachment.state) ? 'transitional' : 'unsupported';
  return undecidable(gateway, reason, `the attachment of ${gateway.key} to ${vpc.key} is ${attachment.state}`);
}

export default defineRule({
  id: 'network.internet-gateway-attached',
  title: 'VPCs with public load balancers or NAT gateways have an internet gateway attached',
  severity: 'high',
  ruleset: 'standard',
  invariants: ['igw-attached'],
  references: ['wa:REL02-BP01'],
  why: 'Detached from its internet gateway a VPC neither hears a client nor reaches an API outside: everything public in it is down at once.',
  subject: 'ec2.vpc',
  reads: ['ec2.internet-gateway', 'ec2.nat-gateway', 'elbv2.load-balancer'],
  topology: ['natGateways'],
  // The gateway belongs to whoever owns the VPC, and only there can it be seen.
  appliesTo: (vpc, context) => vpc.ownerId === vpc.account && needsGateway(vpc, context),
  check(vpc, { all, fail, pass, seeDerived }) {
    const [attached] = some(all('ec2.internet-gateway'), (gateway) => isAttached(gateway, vpc))
      ? [...all('ec2.internet-gateway')].filter((gateway) => isAttached(gateway, vpc))
      : [];
    if (attached !== undefined)
      return pass(seeDerived(vpc, 'internetGateway', attached.key, null, `${attached.key} is attached to ${vpc.key}`));
    return fail(
      seeDerived(vpc, 'internetGateway', null, 'an internet gateway', `no internet gateway of the region is attached to ${vpc.key}`),
      'No internet gateway is attached: its load balancers and NAT gateways are cut off from the internet',
    );
  },
  fix: (vpc, { sh }) => ({
    cli: `${sh`aws ec2 attach-internet-gateway --region ${vpc.region} --vpc-id ${vpc.key}`} --internet-gateway-id <internet gateway>`,
    terraform: 'aws_internet_gateway.vpc_id',
    cloudformation: 'AWS::EC2::VPCGatewayAttachment with InternetGatewayId',
    effect: 'Immediate. Routes that name a new gateway have to be written as well.',
  }),
});
