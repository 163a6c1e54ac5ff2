import type { NodeRecord } from '../../../src/model/snapshot.ts';
import { launch } from '../../kit/group-world.ts';
import { member } from '../../kit/members.ts';
import { target } from '../../kit/security-world.ts';
import { node } from '../../kit/world.ts';
import type { Letter, StackOptions } from './options.ts';

const tags = { Environment: 'production', Name: 'web' };
const instanceOf = (letter: Letter) => `i-0000000${letter}`;

/** An Auto Scaling group with a healthy instance in each zone, its template, and what every instance brings along. */
export function instances({ letters, compute }: StackOptions): readonly NodeRecord[] {
  const template = { launchTemplateId: 'lt-00000001', launchTemplateName: 'web', version: '1' };
  const types = ['m7g.large', 'm6g.large', 'r7g.large'];
  return [
    node('autoscaling.group', 'web', {
      minSize: letters.length,
      maxSize: letters.length * 3,
      desiredCapacity: letters.length,
      zoneNames: letters.map((letter) => `eu-west-1${letter}`),
      subnets: letters.map((letter) => `subnet-app-${letter}`),
      instances: letters.map((letter) => member(instanceOf(letter), letter)),
      launchTemplate: compute === 'mixed-instances' ? null : template,
      mixedInstances:
        compute === 'mixed-instances'
          ? {
              launchTemplate: template,
              overrides: types.map((instanceType) => ({ launchTemplate: null, instanceType, weightedCapacity: null, imageId: null })),
            }
          : null,
      tags: { ...tags, 'ha-audit:boot-seconds': '100' },
    }),
    node('ec2.launch-template', 'lt-00000001', {}, { name: 'web' }),
    node('ec2.launch-template-version', 'lt-00000001:1', {
      tagSpecifications: [
        { resourceType: 'instance', tags },
        { resourceType: 'volume', tags },
      ],
    }),
    node('ec2.image', 'ami-1'),
    node('autoscaling.policy', 'web/cpu'),
    node('autoscaling.lifecycle-hook', 'web/drain', {
      transition: 'autoscaling:EC2_INSTANCE_TERMINATING',
      heartbeatTimeoutSeconds: 120,
      defaultResult: 'CONTINUE',
    }),
    ...letters.map((letter) => launch(letter, 100)),
    ...identity(),
    ...letters.flatMap(broughtAlong),
  ];
}

function broughtAlong(letter: Letter): readonly NodeRecord[] {
  const [id, volumeId] = [instanceOf(letter), `vol-${letter}`];
  const zoneName = `eu-west-1${letter}`;
  const attachment = { instanceId: id, deviceName: '/dev/xvda', state: 'attached' };
  return [
    node('ec2.instance', id, {
      zoneName,
      subnet: `subnet-app-${letter}`,
      volumes: [{ deviceName: '/dev/xvda', volumeId, deletesOnTermination: true }],
      tags: { ...tags, 'aws:autoscaling:groupName': 'web' },
    }),
    node('ec2.volume', volumeId, { zoneName, attachments: [attachment], instances: [id], tags }),
    node('ec2.network-interface', `eni-${letter}`, {
      zoneName,
      subnet: `subnet-app-${letter}`,
      instance: id,
      securityGroups: ['sg-app'],
    }),
    node('ssm.managed-instance', id, { instance: id }),
    target(id, { zoneName }),
  ];
}

function identity(): readonly NodeRecord[] {
  const read = 'arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore';
  return [node('iam.instance-profile', 'web'), node('iam.role', 'web', { policies: [read] }), node('iam.policy', read)];
}
