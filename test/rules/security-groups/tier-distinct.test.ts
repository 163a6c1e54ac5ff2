import rule from '../../../rules/security-groups/tier-distinct.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import {
  albGroup,
  appGroup,
  appTier,
  autoScalingGroup,
  balancer,
  database,
  dataGroup,
  group,
  templateVersion,
  workerTier,
  stack,
} from '../../kit/security-world.ts';
import { denied, node, worldWithGaps } from '../../kit/world.ts';

const shared = group('sg-shared', []);
const sharedTemplate = templateVersion({ securityGroups: ['sg-shared'] });

ruleCases(rule, {
  pass: {
    'the load balancer': { world: stack(...appTier, albGroup(), database()), evidence: ['tiers'] },
    'the app tier': { world: stack(...appTier, appGroup(), database()), evidence: ['tiers'] },
    'the data tier, which is one for databases and caches': {
      world: stack(database(), node('elasticache.cluster', 'sessions-001'), dataGroup()),
      evidence: ['tiers'],
    },
    'app and workers in one group are one tier': {
      world: stack(
        autoScalingGroup(),
        sharedTemplate,
        ...workerTier.slice(0, 1),
        node('ec2.launch-template-version', 'lt-00000002:3', { securityGroups: ['sg-shared'] }),
        shared,
      ),
      evidence: ['tiers'],
    },
    'internal and public load balancers are one tier': {
      world: stack(
        balancer(),
        node('elbv2.load-balancer', 'arn:aws:elasticloadbalancing:eu-west-1:111111111111:loadbalancer/app/in/1', { scheme: 'internal' }),
        albGroup(),
      ),
      evidence: ['tiers'],
    },
  },
  fail: {
    'app and data': {
      world: stack(autoScalingGroup(), sharedTemplate, database({ securityGroups: ['sg-shared'] }), shared),
      evidence: ['tiers'],
    },
    'load balancer and app': {
      world: stack(balancer({ securityGroups: ['sg-shared'] }), autoScalingGroup(), sharedTemplate, shared),
      evidence: ['tiers'],
    },
    'a function and a database': {
      world: stack(
        database({ securityGroups: ['sg-shared'] }),
        node('ec2.network-interface', 'eni-1', { interfaceType: 'lambda', securityGroups: ['sg-shared'] }),
        shared,
      ),
      evidence: ['tiers'],
    },
    'all three, in the default group that nobody chose': {
      world: stack(
        balancer({ securityGroups: ['sg-default'] }),
        autoScalingGroup(),
        templateVersion({ securityGroups: ['sg-default'] }),
        database({ securityGroups: ['sg-default'] }),
        group('sg-default', [], { groupName: 'default' }),
      ),
      evidence: ['tiers'],
    },
    'two tiers are known, although caches are not readable': {
      world: worldWithGaps(
        { 'elasticache.cluster': denied('elasticache:DescribeCacheClusters') },
        autoScalingGroup(),
        sharedTemplate,
        database({ securityGroups: ['sg-shared'] }),
        shared,
      ),
      evidence: ['tiers'],
    },
  },
  unknown: {
    'one tier is known, and databases are not readable': {
      world: worldWithGaps({ 'rds.instance': denied('rds:DescribeDBInstances') }, ...appTier, appGroup()),
      gaps: ['denied rds:DescribeDBInstances'],
    },
    'a cache whose members are not listed may carry the group': {
      world: stack(...appTier, appGroup(), node('elasticache.replication-group', 'sessions', { memberClusters: ['sessions-001'] })),
      gaps: ['no-evidence'],
    },
  },
  notApplicable: {
    'a group that nothing carries': { world: stack(...appTier, database(), shared) },
    'a group that another account shares': {
      world: stack(
        autoScalingGroup(),
        sharedTemplate,
        database({ securityGroups: ['sg-shared'] }),
        group('sg-shared', [], { ownerId: '222222222222' }),
      ),
    },
  },
});
