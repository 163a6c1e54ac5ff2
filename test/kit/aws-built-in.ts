import type { Responder } from './aws-endpoint.ts';

/** What every run asks before it reads anything. */
export const builtInAnswers: Readonly<Record<string, Responder>> = {
  'sts:GetCallerIdentity': { Account: '123456789012', UserId: 'AIDATESTER', Arn: 'arn:aws:iam::123456789012:user/tester' },
  'sts:AssumeRole': {
    Credentials: {
      AccessKeyId: 'ASIAROLE',
      SecretAccessKey: 'role-secret',
      SessionToken: 'role-token',
      Expiration: new Date('2999-01-01T00:00:00Z'),
    },
    AssumedRoleUser: { AssumedRoleId: 'AROATESTER:ha-audit', Arn: 'arn:aws:sts::123456789012:assumed-role/auditor/ha-audit' },
  },
  'ec2:DescribeRegions': {
    Regions: [
      { RegionName: 'us-east-1', OptInStatus: 'opt-in-not-required', Endpoint: 'ec2.us-east-1.amazonaws.com' },
      { RegionName: 'eu-west-1', OptInStatus: 'opt-in-not-required', Endpoint: 'ec2.eu-west-1.amazonaws.com' },
      { RegionName: 'eu-south-1', OptInStatus: 'opted-in', Endpoint: 'ec2.eu-south-1.amazonaws.com' },
      { RegionName: 'me-south-1', OptInStatus: 'not-opted-in', Endpoint: 'ec2.me-south-1.amazonaws.com' },
    ],
  },
};
