import { defineRule } from '#rule-kit';
import { cliService, isBeingDeleted } from '../_lib/database-engines.ts';
import { encryptionParameter, isForced } from '../_lib/forced-encryption.ts';

export default defineRule({
  id: 'rds.cluster-tls',
  title: 'Database clusters accept encrypted connections only',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['rds-tls'],
  references: ['wa:SEC09-BP02', 'securityhub:RDS.38'],
  why: 'Where plain connections are accepted, one client with the wrong setting sends passwords and data readable through the network.',
  subject: 'rds.cluster',
  reads: ['rds.cluster-parameter-group'],
  // Neptune accepts nothing else.
  appliesTo: (cluster) => encryptionParameter(cluster.engine) !== null && !isBeingDeleted(cluster.status),
  check(cluster, { pass, fail, unknown, see, seeDerived }) {
    const name = encryptionParameter(cluster.engine) ?? '';
    const { parameterGroup } = cluster;
    if (parameterGroup === null) return unknown('no-evidence', 'AWS names no parameter group of the cluster');
    const { parameters } = parameterGroup;
    const forced = isForced(name, parameters);
    if (forced === null) return unknown('no-evidence', `the parameter group ${parameterGroup.key} does not tell ${name}`);
    const value = parameters.find((parameter) => parameter.name === name)?.value ?? 'default of the engine';
    const expected = name === 'tls' ? 'enabled' : '1';
    const evidence = seeDerived(cluster, name, value, expected, `in the cluster parameter group ${parameterGroup.key}`);
    if (!forced) return fail(evidence, `Plain connections are accepted: ${name} is off`);
    if (cluster.membersOutOfSync.length > 0)
      return unknown(
        'transitional',
        `${name} is on, but not all parameters are in force on ${cluster.membersOutOfSync.join(', ')}`,
        evidence,
      );
    return pass(evidence, see(cluster, 'membersOutOfSync'));
  },
  fix(cluster, { sh }) {
    const name = encryptionParameter(cluster.engine) ?? '';
    const value = name === 'tls' ? 'enabled' : '1';
    const change = `ParameterName=${name},ParameterValue=${value},ApplyMethod=pending-reboot`;
    return {
      cli: sh`aws ${cliService(cluster.engine)} modify-db-cluster-parameter-group --db-cluster-parameter-group-name ${cluster.keysOf('parameterGroup')[0] ?? ''} --parameters ${change} --region ${cluster.region}`,
      terraform: `parameter { name = "${name}" value = "${value}" } in a cluster parameter group of its own`,
      cloudformation: `Parameters: { ${name}: "${value}" } in a cluster parameter group of its own`,
      effect:
        'Clients without TLS are refused after the next restart. A default group cannot be changed: make one and restart the instances with it.',
    };
  },
});
