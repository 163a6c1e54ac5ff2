/** Engines, by prefix, whose stand-alone instances can have a standby that RDS manages. */
export const multiAzEngines: readonly string[] = ['mysql', 'mariadb', 'postgres', 'oracle-', 'sqlserver-', 'db2-', 'custom-sqlserver-'];
