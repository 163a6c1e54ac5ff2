import rule from '../../../rules/auto-scaling/launch-template.ts';
import { deleting, group, managed } from '../../kit/group-world.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, world, worldWithGaps } from '../../kit/world.ts';

const configured = { launchTemplate: null, launchConfigurationName: 'web-2019', launchConfiguration: 'web-2019' };
const read = 'autoscaling:DescribeAutoScalingGroups';
const evidence = ['launchConfigurationName'];

ruleCases(rule, {
  pass: {
    'a launch template': { world: world(group()), evidence },
    'a mixed instances policy': {
      world: world(
        group({
          launchTemplate: null,
          mixedInstances: { launchTemplate: { launchTemplateId: 'lt-00000001', launchTemplateName: 'web', version: '1' }, overrides: [] },
        }),
      ),
      evidence,
    },
  },
  fail: {
    'a launch configuration': { world: world(group(configured), node('autoscaling.launch-configuration', 'web-2019')), evidence },
    'a launch configuration that may not be read': {
      world: worldWithGaps({ 'autoscaling.launch-configuration': denied('autoscaling:DescribeLaunchConfigurations') }, group(configured)),
      evidence,
    },
  },
  unknown: {
    'what the group launches from is missing': { world: world(group({ launchConfigurationName: denied(read) })), gaps: [`denied ${read}`] },
  },
  notApplicable: {
    'a group that is being deleted': { world: world(group({ ...configured, ...deleting })) },
    'a group that a service manages': { world: world(group({ ...configured, ...managed })) },
  },
});
