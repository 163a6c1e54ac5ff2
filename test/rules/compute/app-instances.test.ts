import encryptionByDefault from '../../../rules/compute/encryption-by-default.ts';
import inGroup from '../../../rules/compute/instance-in-group.ts';
import noPublicIp from '../../../rules/compute/instance-no-public-ip.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { autoScalingGroup, target, targetGroup, targetGroupArn } from '../../kit/security-world.ts';
import { denied, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

type Instance = Override<'ec2.instance'>;

const address = '52.210.1.2';
const instance = (overrides: Instance = {}) => node('ec2.instance', 'i-1', overrides);
const pet = (overrides: Instance = {}) => instance({ autoScalingGroupName: null, autoScalingGroup: null, ...overrides });
const face = (key: string, publicIp: string | null) => node('ec2.network-interface', key, { publicIp, instance: 'i-1' });
const targetsDenied = { 'elbv2.target-health': denied('elasticloadbalancing:DescribeTargetHealth') };
const groupsDenied = { 'autoscaling.group': denied('autoscaling:DescribeAutoScalingGroups') };
const facesDenied = { 'ec2.network-interface': denied('ec2:DescribeNetworkInterfaces') };
const detached = { targetGroupArns: [], targetGroups: [] };

const passing = ['interfaceAddresses', 'publicIp'];
ruleCases(noPublicIp, {
  pass: {
    'private addresses only': { world: world(instance(), autoScalingGroup(), face('eni-1', null)), evidence: passing },
    'an instance registered by hand': { world: world(pet(), target('i-1')), evidence: passing },
    'empty texts': { world: world(instance({ publicIp: '' }), autoScalingGroup(), face('eni-1', '')), evidence: passing },
    'a public address of another instance': {
      world: world(instance(), autoScalingGroup(), node('ec2.network-interface', 'eni-2', { publicIp: address, instance: 'i-2' })),
      evidence: passing,
    },
  },
  fail: {
    'an instance of a group behind a load balancer': {
      world: world(instance({ publicIp: address }), autoScalingGroup()),
      evidence: ['publicIp'],
      related: ['web'],
    },
    'a worker that no load balancer calls': {
      world: world(instance({ publicIp: address }), autoScalingGroup(detached)),
      evidence: ['publicIp'],
      related: ['web'],
    },
    'an instance registered by hand': { world: world(pet({ publicIp: address }), target('i-1')), evidence: ['publicIp'], related: [] },
    'a second interface': {
      world: world(instance(), autoScalingGroup(), face('eni-1', null), face('eni-2', address)),
      evidence: ['interfaceAddresses'],
      related: ['web'],
    },
    'the interfaces are not readable, and need not be': {
      world: worldWithGaps(facesDenied, instance({ publicIp: address }), autoScalingGroup()),
      evidence: ['publicIp'],
    },
    'a stopped instance that keeps an elastic address': {
      world: world(instance({ publicIp: address, state: 'stopped' }), autoScalingGroup()),
      evidence: ['publicIp'],
    },
  },
  unknown: {
    'the interfaces are not readable': {
      world: worldWithGaps(facesDenied, instance(), autoScalingGroup()),
      gaps: ['denied ec2:DescribeNetworkInterfaces'],
    },
    'whether it serves anybody is not readable': {
      world: worldWithGaps(targetsDenied, pet({ publicIp: address })),
      gaps: ['denied elasticloadbalancing:DescribeTargetHealth'],
    },
    'its group is not readable': {
      world: worldWithGaps(groupsDenied, instance({ publicIp: address })),
      gaps: ['denied autoscaling:DescribeAutoScalingGroups'],
    },
  },
  notApplicable: {
    'a bastion that stands alone': { world: world(pet({ publicIp: address })) },
    'a bastion that its group keeps up': {
      world: world(instance({ publicIp: address }), autoScalingGroup({ ...detached, minSize: 1, maxSize: 1, desiredCapacity: 1 })),
    },
    'a target that leaves': { world: world(pet({ publicIp: address }), target('i-1', { state: 'draining' })) },
    'a terminated instance': { world: world(instance({ publicIp: address, state: 'terminated' }), autoScalingGroup()) },
    'an instance of a service': {
      world: world(instance({ publicIp: address, operatorPrincipal: 'ecs.amazonaws.com' }), autoScalingGroup()),
    },
  },
});

const evidence = ['autoScalingGroupName'];
const classic = node('elb.load-balancer', 'shop', { instanceIds: ['i-1'] });
const classicDenied = { 'elb.load-balancer': denied('elasticloadbalancing:DescribeLoadBalancers') };
ruleCases(inGroup, {
  pass: {
    'an instance of a group': { world: world(instance(), targetGroup(), target('i-1')), evidence },
    'an instance of a group behind a classic load balancer': { world: world(instance(), classic), evidence },
  },
  fail: {
    'an instance registered by hand': {
      world: world(pet(), targetGroup(), target('i-1')),
      evidence,
      related: [`${targetGroupArn}#i-1:8080`],
    },
    'one that is unhealthy': { world: world(pet(), targetGroup(), target('i-1', { state: 'unhealthy' })), evidence },
    'behind a classic load balancer': { world: world(pet(), classic), evidence, related: [] },
    'one that was stopped': { world: world(pet({ state: 'stopped' }), targetGroup(), target('i-1', { state: 'unused' })), evidence },
    'classic load balancers are not readable, and need not be': {
      world: worldWithGaps(classicDenied, pet(), targetGroup(), target('i-1')),
      evidence,
    },
  },
  unknown: {
    'the targets are not readable': {
      world: worldWithGaps(targetsDenied, pet()),
      gaps: ['denied elasticloadbalancing:DescribeTargetHealth'],
    },
    'the classic load balancers are not readable': {
      world: worldWithGaps(classicDenied, pet()),
      gaps: ['denied elasticloadbalancing:DescribeLoadBalancers'],
    },
    'who keeps it is not readable': {
      world: world(pet({ autoScalingGroupName: denied('ec2:DescribeInstances') }), targetGroup(), target('i-1')),
      gaps: ['denied ec2:DescribeInstances'],
    },
  },
  notApplicable: {
    'a bastion, a database, a build server': { world: world(pet()) },
    'a target of a group that nobody uses': { world: world(pet(), targetGroup({ loadBalancers: [] }), target('i-1')) },
    'a target that leaves': { world: world(pet(), targetGroup(), target('i-1', { state: 'draining' })) },
    'a node that Karpenter keeps': {
      world: world(pet({ tags: { 'karpenter.sh/nodepool': 'default' } }), targetGroup(), target('i-1')),
    },
    'an instance of a fleet': { world: world(pet({ tags: { 'aws:ec2:fleet-id': 'fleet-1' } }), targetGroup(), target('i-1')) },
    'an instance of a service': { world: world(pet({ operatorPrincipal: 'eks.amazonaws.com' }), targetGroup(), target('i-1')) },
    'a terminated instance': { world: world(pet({ state: 'terminated' }), targetGroup(), target('i-1')) },
  },
});

const setting = (enabled: boolean) => node('ec2.ebs-encryption-by-default', 'ebs-encryption-by-default', { enabled });
const volume = node('ec2.volume', 'vol-1');
ruleCases(encryptionByDefault, {
  pass: { 'it is on': { world: world(setting(true), volume), evidence: ['enabled'] } },
  fail: { 'it is off': { world: world(setting(false), volume), evidence: ['enabled'] } },
  unknown: {
    'the setting is not readable': {
      world: world(
        node('ec2.ebs-encryption-by-default', 'ebs-encryption-by-default', { enabled: denied('ec2:GetEbsEncryptionByDefault') }),
        volume,
      ),
      gaps: ['denied ec2:GetEbsEncryptionByDefault'],
    },
    'whether there are volumes is not readable': {
      world: worldWithGaps({ 'ec2.volume': denied('ec2:DescribeVolumes') }, setting(false)),
      gaps: ['denied ec2:DescribeVolumes'],
    },
  },
  notApplicable: { 'a region without volumes': { world: world(setting(false)) } },
});
