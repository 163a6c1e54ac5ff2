import type { Clients } from './clients.ts';
import type { Rate } from './token-bucket.ts';

/** Names of the services as the limits know them. */
export type Service = keyof Clients | 'sts';

interface ServiceRates {
  /** Whether all operations draw on one bucket, or each has its own. */
  readonly isShared: boolean;
  readonly rate: Rate;
  /** Operations with a bucket of their own. */
  readonly own?: Readonly<Record<string, Rate>>;
}

/**
 * What one account may ask in one region, a tenth below what is documented: others ask too, and our clock is not AWS's.
 *
 * EC2: "Request throttling for the Amazon EC2 API" (100 and 20 a second for each API). Elastic Load Balancing: "API request
 * throttling" (40 and 10 a second for all describing calls together).
 * ECS: "Request throttling for the Amazon ECS API". The others publish nothing; these are cautious.
 */
const rates: Readonly<Record<Service, ServiceRates>> = {
  ec2: {
    isShared: false,
    rate: { burst: 90, perSecond: 19 },
    own: { DescribeSecurityGroupReferences: { burst: 18, perSecond: 4.75 }, DescribeStaleSecurityGroups: { burst: 18, perSecond: 4.75 } },
  },
  elb: { isShared: true, rate: { burst: 36, perSecond: 9.5 } },
  elbv2: { isShared: true, rate: { burst: 36, perSecond: 9.5 } },
  rds: { isShared: true, rate: { burst: 20, perSecond: 10 } },
  autoScaling: { isShared: true, rate: { burst: 20, perSecond: 10 }, own: { DescribeScalingActivities: { burst: 6, perSecond: 3 } } },
  elastiCache: { isShared: true, rate: { burst: 20, perSecond: 10 } },
  configService: { isShared: true, rate: { burst: 10, perSecond: 3 } },
  ecs: { isShared: false, rate: { burst: 45, perSecond: 19 } },
  ecr: { isShared: true, rate: { burst: 20, perSecond: 10 } },
  applicationAutoScaling: { isShared: true, rate: { burst: 20, perSecond: 10 } },
  acm: { isShared: true, rate: { burst: 10, perSecond: 5 } },
  iam: { isShared: true, rate: { burst: 20, perSecond: 10 } },
  ssm: { isShared: true, rate: { burst: 20, perSecond: 10 } },
  kms: { isShared: false, rate: { burst: 100, perSecond: 100 } },
  sts: { isShared: true, rate: { burst: 20, perSecond: 10 } },
};

/** The bucket an operation draws on, and its rate. */
export function rateOf(service: Service, operation: string): { readonly bucket: string; readonly rate: Rate } {
  const { isShared, rate, own = {} } = rates[service];
  const special = own[operation];
  if (special !== undefined) return { bucket: operation, rate: special };
  return { bucket: isShared ? '*' : operation, rate };
}
