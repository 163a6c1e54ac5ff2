import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import type { Report } from '../../src/model/report.ts';
import { streamed } from '../kit/report-builder.ts';
import { reportFixtures } from '../kit/report-fixtures.ts';
import { rendered, scanned } from '../kit/scans.ts';
import { tenThousandFindings } from '../kit/ten-thousand.ts';

/** Debian's, or the one named in the environment. */
export const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
export const hasBrowser = existsSync(executablePath);
if (!hasBrowser) process.stderr.write(`SKIPPED: no browser at ${executablePath}; nothing of the HTML report is tested in one\n`);

const quiet = ['--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'];

export async function launched(): Promise<Browser> {
  // Chromium's own sandbox doesn't start as root, which a container is.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', ...quiet] });
}

const selection = { ruleset: 'standard', include: [], exclude: [], settings: {} } as const;
const file = (path: string) => scanned({ type: 'file', path }, { selection });

const reports: Readonly<Record<string, () => Promise<Report>>> = {
  sound: () => file('fixtures/accounts/sound/account.ndjson.gz'),
  broken: () => scanned({ type: 'demo' }, { selection }),
  'unknown-only': () => file('fixtures/accounts/no-permissions/account.ndjson.gz'),
  'ten-thousand': async () => streamed(tenThousandFindings()),
  ...Object.fromEntries(Object.entries(reportFixtures).map(([name, stored]) => [name, async () => streamed(stored)] as const)),
};

const folder = mkdtempSync(join(tmpdir(), 'ha-audit-browser-'));
const written = new Map<string, string>();

/** Address of the page of a report, on disk. */
export async function addressOf(name: string): Promise<string> {
  const known = written.get(name);
  if (known !== undefined) return known;
  const report = await reports[name]?.();
  if (report === undefined) throw new Error(`no report ${name}`);
  const path = join(folder, `${name}.html`);
  writeFileSync(path, await rendered(report, 'html'));
  const address = pathToFileURL(path).href;
  written.set(name, address);
  return address;
}

export interface Opened {
  readonly page: Page;
  /** Everything the page asked for but itself, and everything it complained about. */
  readonly complaints: readonly string[];
}

export async function opened(browser: Browser, name: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const address = await addressOf(name);
  const context = await browser.newContext({ viewport: { width: 1280, height: 960 }, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('request', (request) => {
    if (request.url().replace(/#.*/, '') !== address) complaints.push(request.url());
  });
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(dialog.message());
    void dialog.dismiss();
  });
  await page.goto(address);
  return { page, complaints };
}
