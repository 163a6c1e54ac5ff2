/** Engines, by prefix, whose stand-alone instances can have a standby that RDS manages. */
export const multiAzEngines: readonly string[] = ['mysql', 'mariadb', 'postgres', 'oracle-', 'sqlserver-', 'db2-', 'custom-sqlserver-'];

/** Engines of clusters in which shared storage spans zones and the instances decide who can take over. */
export function hasSharedStorage(engine: string): boolean {
  return engine.startsWith('aurora') || engine === 'docdb' || engine === 'neptune';
}

/** States in which a database or a member can serve, or will without anybody's doing. */
export function isUsable(status: string): boolean {
  return ![
    'creating',
    'deleting',
    'deleted',
    'failed',
    'stopped',
    'stopping',
    'inaccessible-encryption-credentials',
    'incompatible-network',
    'incompatible-parameters',
    'incompatible-restore',
    'insufficient-capacity',
    'restore-error',
    'storage-full',
  ].includes(status);
}

export function isBeingDeleted(status: string): boolean {
  return status === 'deleting' || status === 'deleted';
}

/** The AWS CLI command group that manages an engine. */
export function cliService(engine: string): 'docdb' | 'neptune' | 'rds' {
  return engine === 'docdb' || engine === 'neptune' ? engine : 'rds';
}

interface Member {
  readonly engine: string;
  keysOf(relation: 'cluster'): readonly string[];
}

/** Members of a Multi-AZ DB cluster have no settings of their own: they are those of the cluster. */
export function isMultiAzClusterMember(db: Member): boolean {
  return db.keysOf('cluster').length > 0 && !hasSharedStorage(db.engine);
}

export function standsAlone(db: Member): boolean {
  return db.keysOf('cluster').length === 0;
}

/** Engines that RDS Proxy speaks; for stand-alone instances and clusters alike. */
export function supportsProxy(engine: string): boolean {
  return (
    ['mysql', 'mariadb', 'postgres', 'aurora', 'aurora-mysql', 'aurora-postgresql'].includes(engine) || engine.startsWith('sqlserver-')
  );
}
