import { anyOf, type Context, defineRule, every, some, Type, undecidable, type View } from '#rule-kit';
import { hasTiers } from '../_lib/tier-subnets.ts';

type Log = View<'ec2.flow-log'>;
type Vpc = View<'ec2.vpc'>;
type Reading = Pick<Context<'ec2.vpc', 'ec2.flow-log' | 'ec2.subnet'>, 'referring'>;

/** Whether the log records what is asked for and its records arrive. */
function records(log: Log, trafficTypes: readonly string[]): boolean {
  if (log.status !== 'ACTIVE' || log.deliveryStatus === 'FAILED') return false;
  const { deliveryStatus, trafficType } = log;
  if (deliveryStatus !== null && deliveryStatus !== 'SUCCESS')
    return undecidable(log, 'unsupported', `the delivery status ${deliveryStatus} of ${log.key} is not understood`);
  return trafficTypes.includes(trafficType ?? 'ALL');
}

/** A log of the VPC, or one of each of its subnets. */
function isRecorded(vpc: Vpc, trafficTypes: readonly string[], { referring }: Reading): boolean {
  const isGood = (log: Log) => records(log, trafficTypes);
  return anyOf(
    () => some(referring('ec2.flow-log', 'vpc', vpc), isGood),
    () => every(referring('ec2.subnet', 'vpc', vpc), (subnet) => some(referring('ec2.flow-log', 'subnet', subnet), isGood)),
  );
}

const inWords = (log: Log) =>
  `${log.key} (${log.trafficType ?? 'ALL'}, ${log.status}${log.deliveryStatus === 'FAILED' ? `, nothing arrives: ${log.deliveryError ?? 'no reason given'}` : ''})`;

export default defineRule({
  id: 'network.vpc-flow-logs',
  title: 'Flow logs record the traffic of VPCs that serve a workload',
  severity: 'medium',
  ruleset: 'strict',
  invariants: ['vpc-flow-logs'],
  references: ['wa:SEC04-BP01', 'config:VPC_FLOW_LOGS_ENABLED', 'securityhub:EC2.6'],
  why: 'Without them nobody can say afterwards what was rejected, by which rule a tier lost the other, or who carried the data away: an outage in the network is guessed at.',
  params: Type.Object(
    {
      trafficTypes: Type.Array(Type.String({ enum: ['ALL', 'REJECT', 'ACCEPT'] }), {
        default: ['ALL', 'REJECT'],
        description: 'Kinds of flow logs that count; rejected traffic at the least (Security Hub EC2.6).',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'ec2.vpc',
  reads: ['ec2.flow-log', 'ec2.subnet'],
  topology: ['subnetTiers'],
  appliesTo: (vpc, { topology }) => hasTiers(vpc, topology),
  check(vpc, context) {
    const { fail, params, pass, referring, seeDerived, unknown } = context;
    if (vpc.ownerId !== vpc.account) return unknown('cross-account', `the flow logs of ${vpc.key} belong to account ${vpc.ownerId}`);
    const isGood = isRecorded(vpc, params.trafficTypes, context);
    const logs = isGood ? [] : [...referring('ec2.flow-log', 'vpc', vpc)].map(inWords).sort();
    const wanted = `one that records ${params.trafficTypes.join(' or ')}`;
    if (isGood) return pass(seeDerived(vpc, 'isRecorded', true, true, `the VPC, or each of its subnets, has a flow log: ${wanted}`));
    return fail(
      seeDerived(vpc, 'flowLogs', logs, wanted, 'nor does every subnet have a working one of its own'),
      logs.length === 0 ? 'Nothing of its traffic is recorded' : `Its flow logs record too little or do not arrive: ${logs.join(', ')}`,
    );
  },
  fix: (vpc, { sh }) => ({
    cli: `${sh`aws ec2 create-flow-logs --region ${vpc.region} --resource-type VPC --resource-ids ${vpc.key} --traffic-type ALL --log-destination-type s3`} --log-destination <ARN of a bucket>`,
    terraform: 'aws_flow_log with vpc_id and traffic_type = "ALL"',
    cloudformation: 'AWS::EC2::FlowLog with ResourceType: VPC and TrafficType: ALL',
    effect: 'None for the traffic. Records are priced by volume; rejected traffic alone is a small part of it.',
  }),
});
