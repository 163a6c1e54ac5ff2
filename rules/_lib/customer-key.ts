import type { Evidence, Identity, Json, Verdict, View } from '#rule-kit';
import { isKeyUsable } from './storage-encryption.ts';

interface Encrypted extends Identity {
  readonly storageEncryptionType: string | null;
  readonly kmsKey: View<'kms.key'> | null;
}

interface Judging {
  pass(...evidence: readonly Evidence[]): Verdict;
  fail(evidence: Evidence, note?: string): Verdict;
  seeDerived(view: Identity, name: string, observed: Json, expected: Json, derivation: string): Evidence;
}

/** Whether the key is the customer's and works. Keys of another account are customer keys by definition; their state is not visible. */
export function judgeCustomerKey(subject: Encrypted, { pass, fail, seeDerived }: Judging): Verdict {
  const key = subject.kmsKey;
  if (key === null)
    return fail(
      seeDerived(subject, 'kmsKey', subject.storageEncryptionType, 'a customer managed key', 'no key is named: AWS owns it'),
      'Encrypted with a key that AWS owns',
    );
  const manager = seeDerived(key, 'manager', key.manager, 'CUSTOMER', `key of ${subject.key}`);
  if (key.manager !== 'CUSTOMER') return fail(manager, 'Encrypted with the default key of the service');
  const state = seeDerived(key, 'state', key.state, 'Enabled', `key of ${subject.key}`);
  return isKeyUsable(key.state) ? pass(manager, state) : fail(state, `The key is ${key.state}: the data cannot be read, or soon cannot`);
}
