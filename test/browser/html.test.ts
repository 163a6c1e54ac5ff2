import { source as axe } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportFixtures } from '../kit/report-fixtures.ts';
import { addressOf, hasBrowser, launched, opened } from './pages.ts';

const names = ['sound', 'broken', 'unknown-only', ...Object.keys(reportFixtures)];
const openAll = 'for (const each of document.querySelectorAll("details")) each.open = true';

/** How many findings can be seen. */
const seen = async (page: Page) =>
  page.evaluate<number>('[...document.querySelectorAll(".f")].filter((finding) => finding.checkVisibility()).length');

describe.skipIf(!hasBrowser)('the HTML report in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launched();
  });
  afterAll(async () => {
    await browser.close();
  });

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    it.each(names)('has nothing axe objects to: %s', async (name) => {
      const { page, complaints } = await opened(browser, name, { colorScheme });
      await page.evaluate(openAll);
      await page.evaluate(axe);
      const found = await page.evaluate<string[]>(
        '(async () => (await axe.run()).violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => [id, target, failureSummary].join(" "))))()',
      );
      expect(found).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    });
  });

  it.each(names)('fits 420 pixels, whatever is open: %s', async (name) => {
    const { page } = await opened(browser, name, { viewport: { width: 420, height: 800 } });
    await page.evaluate(openAll);
    expect(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth')).toBe(0);
    await page.context().close();
  });

  it('runs nothing that stands in the account', async () => {
    const { page, complaints } = await opened(browser, 'hostile-strings');
    await page.evaluate(openAll);
    expect(await page.locator('img, iframe, object, embed, link, base').count()).toBe(0);
    expect(await page.locator('script').count()).toBe(1);
    expect(await page.content()).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('never shows as good what was not judged', async () => {
    for (const [name, tone] of [
      ['unknown-only', 'Incomplete'],
      ['only-unknown', 'Incomplete'],
      ['empty', 'Incomplete'],
      ['broken', 'Failing'],
      ['sound', 'Sound'],
      ['all-pass', 'Sound'],
    ] as const) {
      const { page } = await opened(browser, name);
      expect([name, await page.locator('.verdict .word').innerText()]).toEqual([name, tone]);
      expect([name, await page.locator('.verdict.good').count()]).toEqual([name, tone === 'Sound' ? 1 : 0]);
      await page.context().close();
    }
  });

  describe('without a script', () => {
    it('says everything and filters by severity, workload and rule', async () => {
      const { page } = await opened(browser, 'broken', { javaScriptEnabled: false });
      const all = await seen(page);
      expect(all).toBeGreaterThan(15);
      expect(await page.locator('#q').isVisible()).toBe(false);
      await page.getByRole('checkbox', { name: 'critical' }).uncheck();
      expect(await seen(page)).toBe(all - 1);
      await page.getByRole('checkbox', { name: 'critical' }).check();
      await page.getByRole('combobox', { name: 'Workload' }).selectOption('backoffice');
      const ofOne = await seen(page);
      expect(ofOne).toBeGreaterThan(0);
      expect(ofOne).toBeLessThan(all);
      await page.getByRole('combobox', { name: 'Workload' }).selectOption('every workload');
      await page.getByRole('combobox', { name: 'Rule' }).selectOption('rds.instance-multi-az');
      expect(await page.locator('.f:visible').allInnerTexts()).toEqual([expect.stringContaining('shop-orders-db')]);
      expect(await page.locator('.g > header:visible').count()).toBe(1);
      await page.getByRole('combobox', { name: 'Rule' }).selectOption('rds.replica-is-no-standby');
      expect(await page.locator('.f:visible').allInnerTexts()).toEqual([expect.stringContaining('rds.replica-is-no-standby')]);
      await page.context().close();
    });

    it('leads from a part of the picture to its finding, and opens that', async () => {
      const { page } = await opened(browser, 'broken', { javaScriptEnabled: false });
      const link = page.locator('.box.high a').first();
      const target = (await link.getAttribute('href')) ?? '';
      expect(await page.locator(target).isVisible()).toBe(false);
      await link.click();
      expect(await page.locator(target).isVisible()).toBe(true);
      await page.context().close();
    });
  });

  it('searches, and counts what is shown', async () => {
    const { page, complaints } = await opened(browser, 'broken');
    await page.locator('#q').fill('orders-db standby');
    await expect.poll(async () => page.locator('#count').innerText()).toMatch(/^1 of \d+ shown$/);
    await page.getByRole('button', { name: 'Open all' }).click();
    expect(await page.locator('.f[open]:visible').count()).toBe(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it('can be walked through with the keyboard, in the order of the page and in sight', async () => {
    const { page } = await opened(browser, 'broken');
    const active = `(() => { const e = document.activeElement, s = getComputedStyle(e), b = e.getBoundingClientRect();
      return { tag: e.tagName, text: (e.textContent ?? '').trim().slice(0, 30), outline: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0,
        inSight: b.bottom > 0 && b.top < innerHeight && b.width > 0, y: Math.round(b.top + scrollY), index: [...document.querySelectorAll('*')].indexOf(e) }; })()`;
    const stops: { tag: string; text: string; outline: boolean; inSight: boolean; index: number }[] = [];
    for (;;) {
      await page.keyboard.press('Tab');
      const stop = await page.evaluate<(typeof stops)[number]>(active);
      if (stop.tag === 'BODY' || stops.length > 300) break;
      stops.push(stop);
    }
    expect(stops[0]).toMatchObject({ tag: 'A', text: 'Skip to the report' });
    expect(stops.length).toBeGreaterThan(40);
    expect(stops.filter(({ outline, inSight }) => !outline || !inSight)).toEqual([]);
    expect(stops.map(({ index }) => index)).toEqual(stops.map(({ index }) => index).toSorted((a, b) => a - b));
    await page.locator('.f:not([open]) > summary').first().focus();
    const before = await page.locator('.f[open]').count();
    await page.keyboard.press('Enter');
    expect(await page.locator('.f[open]').count()).toBe(before + 1);
    await page.context().close();
  });

  it('prints on light paper, everything opened and no controls', async () => {
    const { page } = await opened(browser, 'broken', { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.filters').isVisible()).toBe(false);
    expect(await page.locator('.f:not([open]) > dl').first().isVisible()).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    expect((await page.pdf()).byteLength).toBeGreaterThan(20_000);
    await page.context().close();
  });

  it('stays quick with 10,000 findings', async () => {
    await addressOf('ten-thousand');
    const started = performance.now();
    const { page } = await opened(browser, 'ten-thousand');
    const loaded = performance.now();
    expect(await page.locator('.f').count()).toBe(10_000);
    await page.getByRole('combobox', { name: 'Workload' }).selectOption('billing-1');
    expect(await seen(page)).toBe(50);
    const filtered = performance.now();
    await page.locator('#q').fill('billing-1-db-7');
    await expect.poll(async () => page.locator('#count').innerText(), { timeout: 20_000 }).toBe('1 of 10000 shown');
    process.stdout.write(
      `10,000 findings: loaded in ${Math.round(loaded - started)} ms, filtered in ${Math.round(filtered - loaded)} ms\n`,
    );
    expect(loaded - started).toBeLessThan(30_000);
    expect(filtered - loaded).toBeLessThan(15_000);
    await page.context().close();
  });

  it.skipIf(process.env['UPDATE_SCREENSHOTS'] === undefined)('has its picture taken', async () => {
    for (const [name, colorScheme] of [
      ['sound', 'light'],
      ['broken', 'light'],
      ['unknown-only', 'dark'],
      ['ten-thousand', 'light'],
    ] as const) {
      const { page } = await opened(browser, name, {
        colorScheme,
        viewport: { width: 1120, height: name === 'unknown-only' ? 900 : 1100 },
      });
      if (name === 'ten-thousand') await page.evaluate('document.querySelector("#findings").scrollIntoView()');
      await page.screenshot({ path: `docs/screenshots/${name}.png` });
      await page.context().close();
    }
  });
});
