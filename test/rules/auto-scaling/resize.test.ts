import { describe, expect, it } from 'vitest';
import headroom from '../../../rules/auto-scaling/headroom.ts';
import minSize from '../../../rules/auto-scaling/min-size.ts';
import { group } from '../../kit/group-world.ts';
import { fixOf } from '../../kit/fixes.ts';
import { world } from '../../kit/world.ts';

const full = { minSize: 2, desiredCapacity: 2, maxSize: 2 };

describe('the command that sizes a group', () => {
  it('changes the group itself', () => {
    expect(fixOf(headroom, world(group(full))).cli).toBe(
      'aws autoscaling update-auto-scaling-group --auto-scaling-group-name web --max-size 4 --region eu-west-1',
    );
  });

  it('changes the environment where Elastic Beanstalk made the group', () => {
    const tags = { 'elasticbeanstalk:environment-name': 'shop; rm -rf', 'elasticbeanstalk:environment-id': 'e-1' };
    expect(fixOf(minSize, world(group({ minSize: 1, desiredCapacity: 1, maxSize: 1, tags }))).cli).toBe(
      "aws elasticbeanstalk update-environment --environment-name 'shop; rm -rf' --region eu-west-1 --option-settings Namespace=aws:autoscaling:asg,OptionName=MinSize,Value=2 Namespace=aws:autoscaling:asg,OptionName=MaxSize,Value=2",
    );
  });

  it('changes the node group where EKS made it', () => {
    const tags = { 'eks:cluster-name': 'shop', 'eks:nodegroup-name': 'web' };
    expect(fixOf(minSize, world(group({ minSize: 1, tags }))).cli).toBe(
      'aws eks update-nodegroup-config --cluster-name shop --nodegroup-name web --scaling-config minSize=2 --region eu-west-1',
    );
  });
});
