import recorder from '../../../rules/governance/config-recorder.ts';
import deployed from '../../../rules/governance/config-rules-deployed.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, gap, node, type Override, world, worldWithGaps } from '../../kit/world.ts';

const settings = (overrides: Override<'config.recorder'> = {}) => node('config.recorder', 'configuration-recorder', overrides);
const vpc = () => node('ec2.vpc', 'vpc-1');
const status = (overrides: object) => ({
  statuses: [{ name: 'default', recording: true, lastStatus: 'SUCCESS', lastErrorCode: null, ...overrides }],
});

ruleCases(recorder, {
  pass: {
    'it records': { world: world(settings(), vpc()), evidence: ['recorders', 'statuses'] },
    'in AWS’s other case': { world: world(settings(status({ lastStatus: 'Success' })), vpc()), evidence: ['recorders', 'statuses'] },
  },
  fail: {
    'there is none': { world: world(settings({ recorders: [], statuses: [] }), vpc()), evidence: ['recorders'] },
    'only a service has one': {
      world: world(
        settings({
          recorders: [
            {
              name: 'AWSConfigurationRecorderForX',
              servicePrincipal: 'x.amazonaws.com',
              recordsEveryType: false,
              recordedTypes: ['AWS::EC2::VPC'],
              excludedTypes: [],
            },
          ],
        }),
        vpc(),
      ),
      evidence: ['recorders'],
    },
    'it is stopped': { world: world(settings(status({ recording: false })), vpc()), evidence: ['statuses'] },
    'it fails': {
      world: world(settings(status({ lastStatus: 'FAILURE', lastErrorCode: 'AccessDenied' })), vpc()),
      evidence: ['statuses'],
    },
  },
  unknown: {
    'it has only just begun': { world: world(settings(status({ lastStatus: 'PENDING' })), vpc()), gaps: ['transitional'] },
    'its status may not be read': { world: world(settings({ statuses: gap('denied') }), vpc()), gaps: ['denied'] },
  },
  notApplicable: {
    'nothing stands in the region': {
      world: world(settings({ recorders: [], statuses: [] }), node('ec2.vpc', 'vpc-0', { isDefault: true })),
    },
  },
});

const rule = (name: string, overrides: Override<'config.rule'> = {}) =>
  node('config.rule', name, { sourceIdentifier: name.toUpperCase().replaceAll('-', '_'), ...overrides });
const five = (overrides: Override<'config.rule'> = {}) => [
  rule('rds-multi-az-support'),
  rule('rds-storage-encrypted'),
  rule('elasticache-redis-cluster-automatic-backup-check', { compliance: 'INSUFFICIENT_DATA' }),
  rule('alb-http-to-https-redirection-check', overrides),
];
const last = (overrides: Override<'config.rule'> = {}) => rule('vpc-sg-open-only-to-authorized-ports', overrides);

ruleCases(deployed, {
  pass: { 'all five are there': { world: world(settings(), vpc(), ...five(), last()), evidence: ['missingRules'] } },
  fail: {
    'one is not there': { world: world(settings(), vpc(), ...five()), evidence: ['missingRules'] },
    'one is being deleted': { world: world(settings(), vpc(), ...five(), last({ state: 'DELETING' })), evidence: ['missingRules'] },
    'one found what breaks it': {
      world: world(settings(), vpc(), ...five({ compliance: 'NON_COMPLIANT' }), last()),
      evidence: ['brokenRules'],
    },
  },
  unknown: {
    'what they found may not be read': {
      world: world(settings(), vpc(), ...five({ compliance: gap('denied') }), last()),
      gaps: ['denied'],
    },
    'they may not be read': {
      world: worldWithGaps({ 'config.rule': denied('config:DescribeConfigRules') }, settings(), vpc()),
      gaps: ['denied config:DescribeConfigRules'],
    },
  },
  notApplicable: {
    'nothing stands in the region': { world: world(settings(), node('ec2.vpc', 'vpc-0', { isDefault: true })) },
  },
});
