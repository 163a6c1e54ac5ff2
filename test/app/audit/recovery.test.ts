import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TimeGuard } from '../../../src/app/audit/time-guard.ts';
import { auditAt, type AuditChoice, standbyFault, takeEverything } from '../../kit/audits.ts';
import {
  type DestinationAnswer,
  type DestinationRequest,
  DestinationsEndpoint,
  jsonAnswer,
  s3Error,
  snsError,
} from '../../kit/destinations-endpoint.ts';

let endpoint: DestinationsEndpoint;

beforeEach(async () => {
  endpoint = await DestinationsEndpoint.start();
  takeEverything(endpoint);
});
afterEach(async () => endpoint.close());

const everybody = { settings: { ruleset: 'starter', importsToSecurityHub: true }, resultToken: 'token' } satisfies AuditChoice;
const faulty = { ...everybody, faults: [standbyFault] } satisfies AuditChoice;

/** What the next run has to make up for: the run that failed and the part of it at which it did. */
interface Interrupted {
  readonly error: string;
  readonly log: string;
}

async function interrupted(choice: AuditChoice): Promise<Interrupted | null> {
  const lines: string[] = [];
  try {
    await auditAt(endpoint, 6, { ...faulty, ...choice, log: (line) => lines.push(line) });
    return null;
  } catch (error) {
    return { error: String(error), log: lines.join('\n') };
  } finally {
    endpoint.interfering = () => null;
  }
}

/** How often people, and Security Hub, were told that the database has no standby. */
function told(): { readonly people: number; readonly securityHub: number } {
  const naming = (service: string) => endpoint.to(service).filter(({ body }) => body.toString().includes('rds.instance-multi-az')).length;
  return { people: naming('sns'), securityHub: naming('securityhub') };
}

/** What the next run would tell. */
function waiting(): unknown {
  const [, state] = [...endpoint.objects].find(([key]) => key.endsWith('last-run.json')) ?? [];
  const { notices }: { notices: unknown } = JSON.parse(state?.body.toString() ?? '{}');
  return notices;
}

/** A run on a sound account, one on a faulty one that goes wrong at each of its steps in turn, and one that must make up for it. */
async function goesWrongAtEachStep(goWrong: (step: number) => AuditChoice, problem: RegExp): Promise<number> {
  await auditAt(endpoint, 5, everybody);
  const kept = [...endpoint.objects];
  for (let step = 0; ; step += 1) {
    endpoint.objects.clear();
    for (const [key, object] of kept) endpoint.objects.set(key, object);
    endpoint.received.length = 0;
    const failed = await interrupted(goWrong(step));
    if (failed === null) return step;
    expect(failed.error, `step ${step}`).toMatch(problem);
    expect(failed.log, `step ${step}`).toContain('"FailedRuns":1');
    expect(failed.log, `step ${step}`).not.toContain('CompletedRuns');
    await auditAt(endpoint, 7, faulty);
    const { people, securityHub } = told();
    expect([people >= 1, people <= 2, securityHub >= 1], `step ${step}`).toEqual([true, true, true]);
    expect(waiting(), `step ${step}`).toEqual([]);
  }
}

function guardOf(remainingMs: () => number): TimeGuard {
  return new TimeGuard(remainingMs, () => false);
}

/** Answers the request of a number, counted from now, in its own way. */
function atRequest(step: number, answer: (request: DestinationRequest) => DestinationAnswer | 'silence'): void {
  let number = 0;
  endpoint.interfering = (request) => (number++ === step ? answer(request) : null);
}

function denied({ service }: DestinationRequest): DestinationAnswer {
  if (service === 's3') return s3Error(403, 'AccessDenied');
  return service === 'sns' ? snsError(403, 'AuthorizationError') : jsonAnswer({ __type: 'AccessDeniedException', message: 'denied' }, 400);
}

describe('whatever goes wrong in a run, it fails, and the next one tells what there is to tell:', () => {
  it('one request that is denied, whichever', async () => {
    const steps = await goesWrongAtEachStep((step) => {
      atRequest(step, denied);
      return {};
    }, /AccessDenied|AuthorizationError/);
    expect(steps).toBeGreaterThan(12);
  });

  it('one request that is never answered, whichever', async () => {
    const steps = await goesWrongAtEachStep((step) => {
      atRequest(step, () => 'silence');
      return { guard: guardOf(() => 3_000) };
    }, /out of time before/);
    expect(steps).toBeGreaterThan(10);
  });

  it('the time that is over, whenever', async () => {
    const steps = await goesWrongAtEachStep((step) => {
      let looks = 0;
      return { guard: guardOf(() => (looks++ < step ? 600_000 : 0)) };
    }, /out of time before|time was over before/);
    expect(steps).toBeGreaterThan(8);
  });
});
