/** Where a run keeps what it writes: dated, so that a person finds it and a life-cycle rule ends it. */
export interface RunKeys {
  readonly id: string;
  key(file: string): string;
}

/**
 * @param at Start of the run.
 * @param request Tells two runs of the same second apart.
 */
export function runKeys(account: string, at: Date, request: string): RunKeys {
  const [day = '', time = ''] = at.toISOString().split('T');
  const id = `${day.replaceAll('-', '')}T${time.slice(0, 8).replaceAll(':', '')}Z-${request.replaceAll(/[^\w-]/g, '').slice(0, 8)}`;
  const folder = `ha-audit/runs/${account}/${day.replaceAll('-', '/')}/${id}`;
  return { id, key: (file) => `${folder}/${file}` };
}

/** What one run leaves for the next. Outside the dated folders, which end. */
export function stateKey(account: string, file = 'last-run.json'): string {
  return `ha-audit/state/${account}/${file}`;
}
