import { defineRule } from '#rule-kit';
import { isBeingDeleted, standsAlone } from '../_lib/database-engines.ts';
import { encryptionParameter, isForced } from '../_lib/forced-encryption.ts';

export default defineRule({
  id: 'rds.instance-tls',
  title: 'Database instances accept encrypted connections only',
  severity: 'medium',
  ruleset: 'standard',
  invariants: ['rds-tls'],
  references: ['wa:SEC09-BP02', 'config:RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT', 'securityhub:RDS.38'],
  why: 'Where plain connections are accepted, one client with the wrong setting sends passwords and data readable through the network.',
  subject: 'rds.instance',
  reads: ['rds.parameter-group'],
  // Oracle and Db2 do it by options that are not read; RDS Custom leaves it to its owner.
  appliesTo: (db) => standsAlone(db) && encryptionParameter(db.engine) !== null && !isBeingDeleted(db.status),
  check(db, { pass, fail, unknown, see, seeDerived }) {
    const name = encryptionParameter(db.engine) ?? '';
    const groups = [...db.parameterGroups];
    const parameters = groups.flatMap((group) => group.parameters);
    const forced = isForced(name, parameters);
    if (forced === null) return unknown('no-evidence', `no parameter group of the instance tells ${name}`, 'parameterGroupStates');
    const value = parameters.find((parameter) => parameter.name === name)?.value ?? 'default of the engine';
    const evidence = seeDerived(db, name, value, '1', `in the parameter group ${groups.map(({ key }) => key).join(', ')}`);
    if (!forced) return fail(evidence, `Plain connections are accepted: ${name} is off`);
    const waiting = db.parameterGroupStates.filter(({ status }) => status !== 'in-sync').map(({ status }) => status ?? 'in no known state');
    if (waiting.length > 0) return unknown('transitional', `${name} is on, but the parameter group is ${waiting.join()}`, evidence);
    return pass(evidence, see(db, 'parameterGroupStates'));
  },
  fix(db, { sh }) {
    const name = encryptionParameter(db.engine) ?? '';
    const change = `ParameterName=${name},ParameterValue=1,ApplyMethod=pending-reboot`;
    return {
      cli: sh`aws rds modify-db-parameter-group --db-parameter-group-name ${db.keysOf('parameterGroups')[0] ?? ''} --parameters ${change} --region ${db.region}`,
      terraform: `parameter { name = "${name}" value = "1" } in an aws_db_parameter_group of its own`,
      cloudformation: `Parameters: { ${name}: "1" } in an AWS::RDS::DBParameterGroup of its own`,
      effect:
        'Clients without TLS are refused after the next reboot. A default group cannot be changed: make one and reboot the instance with it.',
    };
  },
});
