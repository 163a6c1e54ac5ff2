import { flag, kind, list, many, nullable, number, one, optional, record, tags, text, time } from '../declare.ts';

const capacityProviderStrategy = list(record({ capacityProvider: text, weight: number, base: number }));

/** Key and name: the name of the cluster. */
export const cluster = kind({
  type: 'AWS::ECS::Cluster',
  arn: ['ecs', 'cluster'],
  identifiedBy: 'name',
  facts: {
    /** `ACTIVE`, `PROVISIONING`, `DEPROVISIONING`, `FAILED` or `INACTIVE`. */
    status: text,
    /** `enabled`, `enhanced` or `disabled`; null where the cluster says nothing. */
    containerInsights: nullable(text),
    activeServicesCount: number,
    capacityProviders: list(text),
    defaultCapacityProviderStrategy: capacityProviderStrategy,
    tags,
  },
  relations: {},
});

/** Key: cluster name, `/`, service name. Where an outside controller deploys, what its primary task set says. */
export const service = kind({
  type: 'AWS::ECS::Service',
  arn: ['ecs', 'service'],
  identifiedBy: 'key',
  facts: {
    /** `ACTIVE`, `DRAINING` or `INACTIVE`. */
    status: text,
    /** `REPLICA` or `DAEMON`; null means `REPLICA`. */
    schedulingStrategy: nullable(text),
    desiredCount: number,
    runningCount: number,
    pendingCount: number,
    /** `EC2`, `FARGATE`, `EXTERNAL` or `MANAGED_INSTANCES`; null where a strategy is used instead. */
    launchType: nullable(text),
    capacityProviderStrategy,
    /** Of Fargate: a version or `LATEST`. */
    platformVersion: nullable(text),
    platformFamily: nullable(text),
    /** Null where the tasks have no network interface of their own. */
    network: nullable(record({ assignPublicIp: nullable(text) })),
    loadBalancers: list(
      record({
        targetGroupArn: nullable(text),
        /** Of a classic load balancer. */
        loadBalancerName: nullable(text),
        containerName: nullable(text),
        containerPort: nullable(number),
        alternateTargetGroupArn: nullable(text),
        productionListenerRule: nullable(text),
        testListenerRule: nullable(text),
      }),
    ),
    /** Others reach it by name: Cloud Map, Service Connect or VPC Lattice. */
    isDiscoverable: flag,
    /** Null means zero. */
    healthCheckGracePeriodSeconds: nullable(number),
    /** `ECS`, `CODE_DEPLOY` or `EXTERNAL`; null means `ECS`. */
    deploymentController: nullable(text),
    /** `ROLLING`, `BLUE_GREEN`, `CANARY` or `LINEAR`; null means `ROLLING`. */
    deploymentStrategy: nullable(text),
    minimumHealthyPercent: nullable(number),
    maximumPercent: nullable(number),
    circuitBreaker: nullable(record({ enabled: flag, rollsBack: flag })),
    deploymentAlarms: nullable(record({ alarmNames: list(text), enabled: flag, rollsBack: flag })),
    deploymentHookCount: number,
    deployments: list(
      record({
        deploymentId: text,
        /** `PRIMARY`, `ACTIVE` or `INACTIVE`. */
        status: text,
        taskDefinitionArn: text,
        /** `COMPLETED`, `IN_PROGRESS` or `FAILED`; null outside of rolling deployments. */
        rolloutState: nullable(text),
        rolloutStateReason: nullable(text),
        desiredCount: number,
        runningCount: number,
        pendingCount: number,
        failedTasks: number,
        updatedAt: nullable(time),
      }),
    ),
    placementStrategies: list(record({ strategyType: text, field: nullable(text) })),
    /** Null means `DISABLED`. */
    availabilityZoneRebalancing: nullable(text),
    /** `ECS` where Express Mode runs the service. */
    resourceManagementType: nullable(text),
    createdAt: nullable(time),
    tags,
  },
  relations: {
    cluster: one('ecs.cluster'),
    taskDefinition: optional('ecs.task-definition'),
    subnets: many('ec2.subnet'),
    /** As written: a service that names none runs in the default group of its VPC. */
    securityGroups: many('ec2.security-group'),
    /** The alternate ones of blue/green deployments too. */
    targetGroups: many('elbv2.target-group'),
  },
});

/** A revision that a service runs or deploys. Key: the ARN. */
export const taskDefinition = kind({
  type: 'AWS::ECS::TaskDefinition',
  arn: ['ecs', 'task-definition'],
  identifiedBy: 'key',
  facts: {
    family: text,
    revision: number,
    /** `ACTIVE`, `INACTIVE` or `DELETE_IN_PROGRESS`. */
    status: text,
    /** `awsvpc`, `bridge`, `host` or `none`; null means `bridge`. */
    networkMode: nullable(text),
    /** ARNs or names, as written. */
    taskRole: nullable(text),
    executionRole: nullable(text),
    containers: list(
      record({
        containerName: text,
        image: text,
        essential: flag,
        portMappings: list(record({ containerPort: nullable(number), hostPort: nullable(number), protocol: nullable(text) })),
        /** Names, never values. `secretPattern` names what the value looks like where it looks like a secret. */
        environment: list(record({ variable: text, secretPattern: nullable(text) })),
        secretNames: list(text),
        logDriver: nullable(text),
        hasHealthCheck: flag,
        stopTimeoutSeconds: nullable(number),
      }),
    ),
    tags,
  },
  relations: {},
});

/** A task that is meant to run. Key: the ARN. */
export const task = kind({
  type: 'AWS::ECS::Task',
  arn: ['ecs', 'task'],
  identifiedBy: 'key',
  facts: {
    zoneName: nullable(text),
    /** `PROVISIONING`, `PENDING`, `ACTIVATING`, `RUNNING`, `DEACTIVATING`, `STOPPING`, … */
    lastStatus: text,
    desiredStatus: nullable(text),
    healthStatus: nullable(text),
    launchType: nullable(text),
    capacityProvider: nullable(text),
    platformVersion: nullable(text),
    taskDefinitionArn: text,
    createdAt: nullable(time),
    startedAt: nullable(time),
  },
  relations: {
    cluster: one('ecs.cluster'),
    /** Null for a task that no service keeps. */
    service: optional('ecs.service'),
    networkInterfaces: many('ec2.network-interface'),
  },
});

/** Key: the name. `FARGATE` and `FARGATE_SPOT` are among them. */
export const capacityProvider = kind({
  type: 'AWS::ECS::CapacityProvider',
  arn: ['ecs', 'capacity-provider'],
  identifiedBy: 'name',
  facts: {
    status: text,
    /** Null for providers without an Auto Scaling group. */
    autoScaling: nullable(
      record({
        /** `ENABLED` or `DISABLED`, all three. */
        managedScaling: nullable(text),
        managedTerminationProtection: nullable(text),
        managedDraining: nullable(text),
        targetCapacityPercent: nullable(number),
      }),
    ),
    tags,
  },
  relations: { group: optional('autoscaling.group') },
});

/** Key and name: the name of the repository. */
export const repository = kind({
  type: 'AWS::ECR::Repository',
  arn: ['ecr', 'repository'],
  identifiedBy: 'name',
  facts: {
    uri: text,
    /** `IMMUTABLE`, `MUTABLE`, `IMMUTABLE_WITH_EXCLUSION` or `MUTABLE_WITH_EXCLUSION`. */
    tagMutability: text,
    /** Tags that the exclusion is about, with `*` for any text. */
    tagMutabilityExclusions: list(text),
    /** Of the repository itself; what the registry says comes on top. */
    scansOnPush: flag,
    createdAt: nullable(time),
  },
  relations: {},
});

/** How the registry of a region scans images. Key: `registry-scanning-configuration`. */
export const registryScanning = kind({
  type: 'AWS::ECR::RegistryScanningConfiguration',
  arn: ['ecr', 'registry-scanning-configuration'],
  identifiedBy: 'key',
  facts: {
    /** `BASIC` or `ENHANCED`. */
    scanType: text,
    rules: list(
      record({
        /** `SCAN_ON_PUSH`, `CONTINUOUS_SCAN` or `MANUAL`. */
        frequency: text,
        /** Names of repositories, with `*` for any text. */
        repositoryFilters: list(text),
      }),
    ),
  },
  relations: {},
});
