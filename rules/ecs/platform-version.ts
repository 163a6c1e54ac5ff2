import { defineRule, Type } from '#rule-kit';
import { isActive, isOnFargate, updateService } from '../_lib/ecs-service.ts';

const oldest = [1, 4, 0] as const;

/** Whether a version of Linux platforms is older than 1.4.0; null where it reads like none. */
function isOutdated(version: string): boolean | null {
  const parts = /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number);
  if (parts === undefined) return null;
  const differing = oldest.findIndex((part, index) => part !== parts[index]);
  return differing >= 0 && (parts[differing] ?? 0) < (oldest[differing] ?? 0);
}

export default defineRule({
  id: 'ecs.platform-version',
  title: 'Fargate services run on a platform version that is not outdated',
  severity: 'low',
  ruleset: 'standard',
  invariants: ['ecs-platform-version'],
  references: ['wa:SEC06-BP01', 'config:ECS_FARGATE_LATEST_PLATFORM_VERSION', 'securityhub:ECS.10'],
  why: 'Platform versions before 1.4.0 get no fixes and are being retired: one day their tasks are not started any more.',
  params: Type.Object(
    {
      requirePinned: Type.Boolean({
        default: false,
        description:
          'Whether a version must be named. AWS and Security Hub ask for LATEST; those who ask for reproducible tasks ask for a number.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'ecs.service',
  reads: ['ecs.cluster'],
  // The platforms of Windows are numbered apart.
  appliesTo: (service) => isActive(service) && isOnFargate(service) && !(service.platformFamily ?? '').startsWith('Windows'),
  check(service, { params: { requirePinned }, pass, fail, unknown }) {
    const { platformVersion } = service;
    if (platformVersion === null || platformVersion === 'LATEST')
      return requirePinned
        ? fail({ platformVersion: '1.4.0' }, 'Each task runs on the version that is the latest when it starts')
        : pass('platformVersion');
    const isOld = isOutdated(platformVersion);
    if (isOld === null) return unknown('unsupported', `the platform version ${platformVersion} is not understood`, 'platformVersion');
    return isOld
      ? fail({ platformVersion: requirePinned ? '1.4.0' : 'LATEST' }, `Runs on platform version ${platformVersion}`)
      : pass('platformVersion');
  },
  fix: (service, { params: { requirePinned }, sh }) => ({
    cli: `${updateService(service, sh)} --platform-version ${requirePinned ? '1.4.0' : 'LATEST'} --force-new-deployment`,
    terraform: `platform_version = "${requirePinned ? '1.4.0' : 'LATEST'}"`,
    cloudformation: `PlatformVersion: ${requirePinned ? '1.4.0' : 'LATEST'}`,
    effect: 'A deployment replaces every task.',
  }),
});
