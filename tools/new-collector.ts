/** `npm run new:collector -- service.noun` writes a collector and its test, both to be filled in. */
import { collectorStubs } from './scaffold/collector-stub.ts';
import { parseName, writeStubs } from './scaffold/stub.ts';

const name = parseName(process.argv[2]);
if (name === null) {
  console.error('Name the kind: npm run new:collector -- service.noun, such as ec2.nat-gateway');
  process.exitCode = 2;
} else writeStubs(collectorStubs(...name));
