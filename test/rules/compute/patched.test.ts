import rule from '../../../rules/compute/patched.ts';
import { ruleCases } from '../../kit/rule-cases.ts';
import { denied, node, type Override, world } from '../../kit/world.ts';

const managed = (overrides: Override<'ssm.managed-instance'> = {}) => node('ssm.managed-instance', 'i-1', overrides);
const patches = (missing: number, failed: number, scannedAt: string | null = null) => ({ patches: { missing, failed, scannedAt } });

ruleCases(rule, {
  pass: { 'every patch is there': { world: world(managed()), evidence: ['patches'] } },
  fail: {
    'a patch is missing': { world: world(managed(patches(1, 0, '2026-11-20T00:00:00.000Z'))), evidence: ['patches'] },
    'a patch failed': { world: world(managed(patches(0, 2))), evidence: ['patches'] },
  },
  unknown: {
    'patch states may not be read': {
      world: world(managed({ patches: denied('ssm:DescribeInstancePatchStates') })),
      gaps: ['denied ssm:DescribeInstancePatchStates'],
    },
  },
  notApplicable: { 'an instance that is never scanned': { world: world(managed({ patches: null })) } },
});
