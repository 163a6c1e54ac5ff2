import type { Facts } from '#rule-kit';

type Insights = Pick<Facts<'rds.instance'>, 'performanceInsightsEnabled' | 'databaseInsightsMode'>;

/** Either name of the same thing; null where AWS does not say. */
export function recordsLoad({ performanceInsightsEnabled, databaseInsightsMode }: Insights): boolean | null {
  return databaseInsightsMode === 'advanced' ? true : performanceInsightsEnabled;
}

/** Classes on which Performance Insights does not run (Amazon RDS User Guide, "Performance Insights support"). */
export function supportsInsights(engine: string, instanceClass: string | null): boolean {
  if (engine === 'docdb' || engine === 'neptune' || engine.startsWith('custom-')) return false;
  if (instanceClass === null) return true;
  if (engine === 'mysql' || engine === 'mariadb') return !/^db\.(t[23]|t4g)\.(micro|small)$/.test(instanceClass);
  return engine !== 'aurora-mysql' && engine !== 'aurora' ? true : !/^db\.(t[23]|t4g)\./.test(instanceClass);
}
