/**
 * `HealthCheckType` is a list written with commas, in no promised order or case. `EC2` is always in force,
 * whether written or not: `ELB` and `EC2,ELB` mean the same.
 */
export function healthCheckTypes(text: string): readonly string[] {
  const written = text.split(',').map((type) => type.trim().toUpperCase());
  return [...new Set(['EC2', ...written.filter((type) => type !== '')])].sort();
}
