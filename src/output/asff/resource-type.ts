/** CloudFormation types for which Security Hub has a type of its own; it calls everything else `Other`. */
const known: ReadonlySet<string> = new Set([
  'AwsAutoScalingAutoScalingGroup',
  'AwsAutoScalingLaunchConfiguration',
  'AwsCertificateManagerCertificate',
  'AwsEc2Eip',
  'AwsEc2Instance',
  'AwsEc2LaunchTemplate',
  'AwsEc2NetworkAcl',
  'AwsEc2NetworkInterface',
  'AwsEc2RouteTable',
  'AwsEc2SecurityGroup',
  'AwsEc2Subnet',
  'AwsEc2Volume',
  'AwsEc2Vpc',
  'AwsEc2VpcPeeringConnection',
  'AwsEcrRepository',
  'AwsEcsCluster',
  'AwsEcsService',
  'AwsEcsTask',
  'AwsEcsTaskDefinition',
  'AwsElbLoadBalancer',
  'AwsElbv2LoadBalancer',
  'AwsIamRole',
  'AwsKmsKey',
  'AwsRdsDbCluster',
  'AwsRdsDbInstance',
]);

const services: Readonly<Record<string, string>> = { ElasticLoadBalancing: 'Elb', ElasticLoadBalancingV2: 'Elbv2' };

/** `AWS::RDS::DBInstance` → `AwsRdsDbInstance`. */
export function resourceType(cloudFormationType: string): string {
  const [, service = '', ...rest] = cloudFormationType.split('::');
  const name = `Aws${services[service] ?? words(service)}${words(rest.join(''))}`;
  return known.has(name) ? name : 'Other';
}

/** Runs of capitals become words: `DBInstance` → `DbInstance`. */
function words(name: string): string {
  return name.replace(/[A-Z]{2,}(?=[A-Z][a-z]|\d|$)/g, (capitals) => capitals.charAt(0) + capitals.slice(1).toLowerCase());
}
