import { defineRule, some, Type } from '#rule-kit';
import { connectionLimit } from '../_lib/connection-limit.ts';
import { confirmAllKnown, fleetsReaching, mostOf } from '../_lib/database-clients.ts';
import { isBeingDeleted, standsAlone } from '../_lib/database-engines.ts';

export default defineRule({
  id: 'rds.max-connections',
  title: 'Database instances allow the connections that their clients open when fully scaled out',
  severity: 'medium',
  // How many connections a client opens is the code's to say.
  ruleset: 'strict',
  invariants: ['rds-max-connections'],
  references: ['wa:REL07-BP01'],
  why: 'The scale-out that should save a busy hour exhausts the connections: new instances fail their health checks and the old ones their queries.',
  params: Type.Object(
    {
      connectionsPerClient: Type.Integer({
        default: 10,
        minimum: 1,
        description: 'Connections that one instance or task opens at most; 10 is what common pools, such as HikariCP, start with.',
      }),
    },
    { additionalProperties: false },
  ),
  subject: 'rds.instance',
  reads: ['ec2.security-group', 'rds.parameter-group', 'rds.proxy'],
  topology: ['fleets'],
  // What nothing that scales connects to has nothing to keep up with. Oracle and SQL Server count otherwise.
  appliesTo: (db, context) =>
    standsAlone(db) &&
    ['mysql', 'mariadb', 'postgres'].includes(db.engine) &&
    !isBeingDeleted(db.status) &&
    db.port !== null &&
    some(
      fleetsReaching(db, () => db.securityGroups, db.port, context),
      () => true,
    ),
  check(db, context) {
    const { params, pass, fail, unknown, referring, seeDerived } = context;
    const fleets = fleetsReaching(db, () => db.securityGroups, db.port ?? 0, context);
    const { total, derivation } = mostOf(fleets, params.connectionsPerClient);
    const parameters = [...db.parameterGroups].flatMap((group) => group.parameters);
    const value = parameters.find(({ name }) => name === 'max_connections')?.value ?? null;
    const isPooled = () => some(referring('rds.proxy', 'instances', db), ({ status }) => status === 'available');
    const limit = connectionLimit(value ?? '');
    const evidence = seeDerived(db, 'connections', total, `at most ${value ?? 'what max_connections says'}`, derivation);
    if (limit !== null && total > limit.most) {
      if (isPooled()) return pass(seeDerived(db, 'proxy', true, true, 'an RDS Proxy that is available shares its connections'));
      return fail(
        evidence,
        `Clients may open ${total} connections, max_connections is ${limit.isExact ? limit.most : `at most ${limit.most}`}`,
      );
    }
    if (limit?.isExact === true) {
      confirmAllKnown(fleets);
      return pass(evidence);
    }
    if (isPooled()) return pass(seeDerived(db, 'proxy', true, true, 'an RDS Proxy that is available shares its connections'));
    if (value === null) return unknown('no-evidence', 'no parameter group tells max_connections', evidence);
    return unknown(
      'unsupported',
      `${value} depends on the memory of ${db.instanceClass ?? 'the class'}, which RDS does not tell`,
      evidence,
    );
  },
  fix: (db) => ({
    terraform: 'aws_db_proxy in front, or a larger instance_class',
    cloudformation: 'AWS::RDS::DBProxy in front, or a larger DBInstanceClass',
    effect: `Put an RDS Proxy in front of ${db.key}, or lower the pool size or the maximum of its clients; a higher max_connections costs memory for each connection.`,
  }),
});
