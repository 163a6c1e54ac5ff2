import type { DBInstance, Filter, Parameter } from '@aws-sdk/client-rds';
import { required } from '../define.ts';

/** The parameters that rules read. RDS gives nothing for those an engine does not have. */
export const parametersRead: readonly Filter[] = [
  { Name: 'parameter-name', Values: ['max_connections', 'rds.force_ssl', 'require_secure_transport', 'tls'] },
];

export function parameterFacts(parameters: readonly Parameter[]) {
  const facts = parameters.map((parameter) => ({
    name: required(parameter.ParameterName, 'Parameters.ParameterName'),
    value: parameter.ParameterValue ?? null,
    source: parameter.Source ?? null,
  }));
  return { parameters: facts.sort((left, right) => (left.name < right.name ? -1 : 1)) };
}

/** Names without repetition, in order. */
export function distinctNames(names: Iterable<string>): readonly string[] {
  return [...new Set(names)].sort();
}

export function namedGroups({ DBParameterGroups = [] }: DBInstance) {
  return DBParameterGroups.map((group) => ({
    name: required(group.DBParameterGroupName, 'DBParameterGroups.DBParameterGroupName'),
    status: group.ParameterApplyStatus ?? null,
  }));
}
