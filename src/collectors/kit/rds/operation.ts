import type { DBCluster, DBInstance } from '@aws-sdk/client-rds';
import { isoTime } from '../values.ts';

type Database = DBCluster | DBInstance;

/** Facts that clusters and instances tell alike. */
export const operation = {
  iamAuthenticationEnabled: (db: Database) => db.IAMDatabaseAuthenticationEnabled ?? null,
  masterUserSecret: ({ MasterUserSecret: secret }: Database) => (secret === undefined ? null : { status: secret.SecretStatus ?? null }),
  performanceInsightsEnabled: (db: Database) => db.PerformanceInsightsEnabled ?? null,
  databaseInsightsMode: (db: Database) => db.DatabaseInsightsMode ?? null,
  monitoringIntervalSeconds: (db: Database) => db.MonitoringInterval ?? null,
  maintenanceWindow: (db: Database) => db.PreferredMaintenanceWindow ?? null,
  backupWindow: (db: Database) => db.PreferredBackupWindow ?? null,
  latestRestorableTime: (db: Database) => isoTime(db.LatestRestorableTime),
  pendingBackupRetentionDays: (db: Database) => db.PendingModifiedValues?.BackupRetentionPeriod ?? null,
  storageType: (db: Database) => db.StorageType ?? null,
};
