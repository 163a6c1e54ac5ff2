/** `npm run new:rule -- area.slug` writes a rule and its test, both to be filled in. */
import { ruleStubs } from './scaffold/rule-stub.ts';
import { parseName, writeStubs } from './scaffold/stub.ts';

const name = parseName(process.argv[2]);
if (name === null) {
  console.error('Name the rule: npm run new:rule -- area.slug, such as rds.instance-multi-az');
  process.exitCode = 2;
} else writeStubs(ruleStubs(...name));
