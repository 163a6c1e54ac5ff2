import { flag, kind, list, nullable, number, optional, text } from '../declare.ts';

const scaled = { service: optional('ecs.service') };

/** What Application Auto Scaling may scale, of ECS. Key: dimension, `#`, resource id. */
export const scalableTarget = kind({
  type: 'AWS::ApplicationAutoScaling::ScalableTarget',
  arn: ['application-autoscaling', 'scalable-target'],
  identifiedBy: 'key',
  facts: {
    resourceId: text,
    dimension: text,
    minCapacity: number,
    maxCapacity: number,
    isScaleOutSuspended: flag,
    isScaleInSuspended: flag,
    isScheduledScalingSuspended: flag,
  },
  relations: scaled,
});

/** Key: resource id, `#`, policy name. */
export const applicationScalingPolicy = kind({
  type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
  arn: ['application-autoscaling', 'scaling-policy'],
  identifiedBy: 'key',
  facts: {
    /** `TargetTrackingScaling`, `StepScaling` or `PredictiveScaling`. */
    policyType: text,
    targetValue: nullable(number),
    predefinedMetric: nullable(text),
    /** `app/<balancer>/<id>/targetgroup/<group>/<id>`. */
    resourceLabel: nullable(text),
    scaleOutCooldownSeconds: nullable(number),
    scaleInCooldownSeconds: nullable(number),
    disablesScaleIn: nullable(flag),
    /** `ForecastOnly` or `ForecastAndScale`; null for other policies. */
    predictiveMode: nullable(text),
    alarmNames: list(text),
  },
  relations: scaled,
});
