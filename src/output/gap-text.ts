import type { GapReason } from '../model/gap.ts';
import { plainText } from './plain-text.ts';

interface Cause {
  /** What happened; `call` is the IAM action, or words for it. */
  readonly says: (call: string) => string;
  /** What a reader can do about it. */
  readonly cure: (call: string) => string;
}

/** Every reason for not knowing, in words, with the action that ends it. */
const causes: Readonly<Record<GapReason, Cause>> = {
  denied: {
    says: (call) => `access to ${call} was denied`,
    cure: (call) =>
      `Let the scanning role call ${call} (\`ha-audit permissions\` prints the policy; an SCP or boundary must allow it too).`,
  },
  throttled: {
    says: (call) => `AWS throttled ${call}`,
    cure: () => 'Scan again when the account is quieter, or fewer regions at a time.',
  },
  timeout: { says: (call) => `${call} did not answer in time`, cure: () => 'Scan again with a longer --timeout.' },
  'expired-credentials': {
    says: (call) => `the credentials expired before ${call}`,
    cure: () => 'Renew the credentials and scan again.',
  },
  'service-error': {
    says: (call) => `${call} failed on the side of AWS`,
    cure: () => 'Scan again; if it stays, look at AWS Health for this service.',
  },
  unsupported: {
    says: (call) => `${call} is not offered here`,
    cure: () => 'Nothing to cure on your side: this region or endpoint does not offer the call.',
  },
  'not-collected': {
    says: (call) => `the source does not hold what ${call} would tell`,
    cure: () => 'Scan the live account, or save a new snapshot with this version of ha-audit.',
  },
  malformed: {
    says: (call) => `the answer of ${call} lacks a required field`,
    cure: () => 'This is a defect of ha-audit or of the endpoint: please report it with the line above.',
  },
  'not-yet-known': {
    says: () => 'the value is known only after the deployment',
    cure: () => 'Scan the account after the deployment.',
  },
  'cross-account': {
    says: () => 'it belongs to another account',
    cure: (call) => `Scan the account that owns it, or let that account grant ${call === 'the call' ? 'access' : call} to this one.`,
  },
  transitional: {
    says: () => 'the resource is being created or changed',
    cure: () => 'Wait until the change has finished, then scan again.',
  },
  'no-evidence': {
    says: () => 'nothing that was seen decides it',
    cure: () => 'Supply what is named above: boot times by the tag ha-audit:boot-seconds or in ha-audit.yaml.',
  },
  crashed: {
    says: () => 'a rule crashed',
    cure: () => 'This is a defect of the rule: please report it with the line above.',
  },
};

export function causeText(reason: GapReason, action: string | null): string {
  return causes[reason].says(plainText(action ?? 'a call'));
}

export function cureText(reason: GapReason, action: string | null): string {
  if (reason === 'denied' && action === 'sts:AssumeRole')
    return 'Look at the role in that account: is it there, does it trust these credentials, is its external id the one given, and is the account active?';
  return causes[reason].cure(plainText(action ?? 'the call'));
}
