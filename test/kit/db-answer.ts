/** A DB instance as RDS describes it. */
export function db(name: string, change: object = {}) {
  return {
    DBInstanceIdentifier: name,
    DBInstanceArn: `arn:aws:rds:us-east-1:123456789012:db:${name}`,
    Engine: 'postgres',
    DBInstanceStatus: 'available',
    MultiAZ: true,
    AutoMinorVersionUpgrade: true,
    StorageEncrypted: true,
    PubliclyAccessible: false,
    DeletionProtection: true,
    BackupRetentionPeriod: 7,
    ...change,
  };
}
