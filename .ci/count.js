/**
 * Sums up a CI run: tests of vitest's JSON reports, lines `ok …` and `not ok …` of the smoke tests, and the steps that are one check each.
 * A step that failed although none of its own checks did counts as a failure; a run in which a step counted nothing has failed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [results = 'test-results'] = process.argv.slice(2);

const steps = readFileSync(join(results, 'steps.tsv'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => {
    const [outcome, counts, name] = line.split('\t');
    return { name, ...explained(outcome, counts === '-' ? single(outcome) : counted(join(results, counts))) };
  });

for (const { name, passed, failed } of steps) console.log(`${name}: ${passed} passed, ${failed} failed`);
const passed = sum(steps.map((step) => step.passed));
const failed = sum(steps.map((step) => step.failed));
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function single(outcome) {
  return outcome === 'passed' ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

function counted(path) {
  if (!existsSync(path)) return { passed: 0, failed: 0 };
  const text = readFileSync(path, 'utf8');
  return path.endsWith('.json') ? vitestCounts(JSON.parse(text)) : lineCounts(text.split('\n'));
}

/** A test file that could not be loaded has no tests, and is a failure all the same. */
function vitestCounts({ numPassedTests, numFailedTests, testResults }) {
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  );
  return { passed: numPassedTests, failed: numFailedTests + broken.length };
}

function lineCounts(lines) {
  return {
    passed: lines.filter((line) => line.startsWith('ok ')).length,
    failed: lines.filter((line) => line.startsWith('not ok ')).length,
  };
}

function explained(outcome, { passed, failed }) {
  const isUnexplained = failed === 0 && (outcome !== 'passed' || passed === 0);
  return { passed, failed: isUnexplained ? 1 : failed };
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
