import { defineRule } from '#rule-kit';
import { isJudgedGroup } from '../_lib/judged-group.ts';

export default defineRule({
  id: 'auto-scaling.launch-template',
  title: 'Groups launch from a launch template, not from a launch configuration',
  severity: 'medium',
  invariants: ['asg-launch-template'],
  references: ['wa:REL08-BP04', 'config:AUTOSCALING_LAUNCH_TEMPLATE', 'securityhub:AutoScaling.9'],
  why: 'A launch configuration has no versions to pin, compare and roll back to, and gets no new EC2 features; accounts made since October 2024 cannot create one.',
  subject: 'autoscaling.group',
  reads: [],
  appliesTo: isJudgedGroup,
  check: (group, { pass, fail }) =>
    group.launchConfigurationName === null
      ? pass('launchConfigurationName')
      : fail({ launchConfigurationName: null }, `Launches from the launch configuration ${group.launchConfigurationName}`),
  fix: (group, { sh }) => ({
    cli: sh`aws autoscaling update-auto-scaling-group --auto-scaling-group-name ${group.key} --region ${group.region} --launch-template ${'LaunchTemplateId=<template>,Version=<number>'}`,
    terraform: 'launch_template { id = aws_launch_template.<name>.id, version = aws_launch_template.<name>.latest_version }',
    cloudformation: 'LaunchTemplate: { LaunchTemplateId, Version }',
    effect: 'Running instances stay; the next ones start from the template. Copy every setting of the configuration into it first.',
  }),
});
