import type { ConfigurationFile } from '../../model/configuration.ts';
import type { Problem } from './problems.ts';

/** An id may stand there twice; two settings of one account contradict each other. A list of none would read the account of the credentials. */
export function accountProblems(accounts: NonNullable<ConfigurationFile['accounts']>): readonly Problem[] {
  if (accounts.length === 0) {
    const message = 'accounts lists none; leave it out to read the account of the credentials';
    return [{ path: ['accounts'], message, isKey: false }];
  }
  const ids = accounts.map((account) => (typeof account === 'string' ? account : account.id));
  return accounts.flatMap((account, index) => {
    const first = ids.indexOf(ids[index] ?? '');
    if (first === index || (typeof account === 'string' && typeof accounts[first] === 'string')) return [];
    const message = `accounts[${index}] names account ${ids[index] ?? ''} a second time, after accounts[${first}]`;
    return [{ path: ['accounts', String(index)], message, isKey: false }];
  });
}
