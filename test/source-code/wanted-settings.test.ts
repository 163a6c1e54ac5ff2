import { expect, it } from 'vitest';
import { type Wanted, wantedSettings } from '../../src/source-code/wanted-settings.ts';
import { oneZone } from '../kit/code.ts';

const shown = (wanted: readonly Wanted[]) => wanted.map(({ type, path }) => `${type === null ? '' : `${type}: `}${path.join('/')}`);
const withFix = (parts: { readonly terraform?: string; readonly cloudformation?: string }, fact = 'somethingElse') => {
  const result = oneZone('a');
  const [evidence] = result.evidence;
  const fix = { cli: null, terraform: null, cloudformation: null, effect: null, ...parts };
  return wantedSettings({ ...result, evidence: evidence === undefined ? [] : [{ ...evidence, fact }], fix });
};

it.each<[string, readonly string[]]>([
  ['multi_az = true', ['multi_az']],
  ['metadata_options { http_tokens = "required" }', ['metadata_options/http_tokens']],
  ['launch_template { version = aws_launch_template.<name>.latest_version }', ['launch_template/version']],
  ['block_device_mappings { ebs { encrypted = true } } for every device, or aws_x', ['block_device_mappings/ebs/encrypted']],
  ['storage_encrypted = true and kms_key_id', ['storage_encrypted', 'kms_key_id']],
  ['aws_subnet: map_public_ip_on_launch = false', ['aws_subnet: map_public_ip_on_launch']],
  ['aws_db_subnet_group.subnet_ids with the data subnets alone', ['aws_db_subnet_group: subnet_ids']],
  ['from_port = to_port = 443', ['from_port', 'to_port']],
  ['min_size = length of vpc_zone_identifier, one subnet per zone', ['min_size']],
  ['suspended_processes without AZRebalance', ['suspended_processes']],
  ['one subnet per tier and zone', []],
  ['}}}{{{ = = "', []],
])('reads in the Terraform of a fix %j what to look for', (terraform, paths) => {
  expect(shown(withFix({ terraform }).terraform)).toEqual(paths);
});

it.each<[string, readonly string[]]>([
  ['MultiAZ: true', ['MultiAZ']],
  ['MetadataOptions: { HttpTokens: required } in the launch template', ['MetadataOptions/HttpTokens']],
  ['TargetTrackingConfiguration.TargetValue: 50 in two zones', ['TargetTrackingConfiguration/TargetValue']],
  ['LaunchTemplate: { Version: !GetAtt <template>.LatestVersionNumber }', ['LaunchTemplate/Version']],
  ['AWS::EC2::Subnet MapPublicIpOnLaunch: false', ['AWS::EC2::Subnet: MapPublicIpOnLaunch']],
  ['UserGroupIds or AuthToken', ['UserGroupIds', 'AuthToken']],
])('reads in the CloudFormation of a fix %j what to look for', (cloudformation, paths) => {
  expect(shown(withFix({ cloudformation }).cloudFormation)).toEqual(paths);
});

it('tells an attribute of a list by its key', () => {
  const { cloudFormation } = withFix({ cloudformation: 'LoadBalancerAttributes: [{ Key: idle_timeout.timeout_seconds, Value: "60" }]' });
  expect(shown(cloudFormation)).toContain('LoadBalancerAttributes/idle_timeout.timeout_seconds');
});

it('looks for nothing but what was observed, where the fix speaks of that', () => {
  const terraform = 'multi_az_enabled = true, automatic_failover_enabled = true';
  expect(shown(withFix({ terraform }, 'multiAz').terraform)).toEqual(['multi_az_enabled']);
  expect(shown(withFix({ terraform }, 'automaticFailover').terraform)).toEqual(['automatic_failover_enabled']);
});
