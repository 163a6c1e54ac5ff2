import type { ShellTag, View } from '#rule-kit';

interface Sizes {
  readonly minSize?: number;
  readonly maxSize?: number;
}

/** The command that sizes a group. What Elastic Beanstalk or EKS made is sized there: they would undo any other change. */
export function resize(group: View<'autoscaling.group'>, sizes: Sizes, sh: ShellTag): string {
  const { tags, key, region } = group;
  const given = [
    { option: 'MinSize', flag: '--min-size', setting: 'minSize', size: sizes.minSize },
    { option: 'MaxSize', flag: '--max-size', setting: 'maxSize', size: sizes.maxSize },
  ].flatMap(({ size, ...names }) => (size === undefined ? [] : { size, ...names }));
  const environment = tags['elasticbeanstalk:environment-name'];
  if (environment !== undefined) {
    const options = given.map(({ option, size }) => `Namespace=aws:autoscaling:asg,OptionName=${option},Value=${size}`);
    return `${sh`aws elasticbeanstalk update-environment --environment-name ${environment} --region ${region}`} --option-settings ${options.join(' ')}`;
  }
  const [cluster, nodeGroup] = [tags['eks:cluster-name'], tags['eks:nodegroup-name']];
  if (cluster !== undefined && nodeGroup !== undefined) {
    const config = given.map(({ setting, size }) => `${setting}=${size}`).join(',');
    return sh`aws eks update-nodegroup-config --cluster-name ${cluster} --nodegroup-name ${nodeGroup} --scaling-config ${config} --region ${region}`;
  }
  const flags = given.map(({ flag, size }) => `${flag} ${size}`).join(' ');
  return `${sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${key}`} ${flags} ${sh`--region ${region}`}`;
}
