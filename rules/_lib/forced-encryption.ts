import type { Facts } from '#rule-kit';

type Parameters = Facts<'rds.parameter-group'>['parameters'];

/** The parameter that makes an engine refuse plain connections; null where no parameter does. */
export function encryptionParameter(engine: string): string | null {
  if (['postgres', 'aurora-postgresql'].includes(engine) || engine.startsWith('sqlserver-')) return 'rds.force_ssl';
  if (['mysql', 'mariadb', 'aurora', 'aurora-mysql'].includes(engine)) return 'require_secure_transport';
  return engine === 'docdb' ? 'tls' : null;
}

/** What the parameter groups say of a parameter; null where none of them has a value AWS tells. */
export function isForced(name: string, parameters: Parameters): boolean | null {
  const parameter = parameters.find((each) => each.name === name);
  if (parameter === undefined) return null;
  // The default of the engine itself, which RDS leaves alone, is off.
  if (parameter.value === null) return name === 'require_secure_transport' && parameter.source === 'engine-default' ? false : null;
  const value = parameter.value.toLowerCase();
  if (name === 'tls') return value !== 'disabled';
  return value === '1' || value === 'on' || value === 'true';
}
