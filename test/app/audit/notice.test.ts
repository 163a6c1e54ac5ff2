import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noticeOf, type NoticeOptions, toldFlips, uncomparedNotice } from '../../../src/app/audit/notice.ts';
import { flips, type VerdictFlip } from '../../../src/model/drift-report.ts';
import { severities } from '../../../src/model/terms.ts';
import { drift, flip } from '../../kit/drift-report.ts';
import { hostileText } from '../../kit/hostile-text.ts';
import { account, gap } from '../../kit/report-builder.ts';

const about: NoticeOptions = { run: 'run-2', account, from: 'high', report: 's3://reports/report.html', waiting: ['topic'] };

describe('what is told of a drift', () => {
  it('is what flipped, why, and where the whole report is', () => {
    const { id } = flip().resource;
    const change = {
      id: `${id}#multiAz`,
      type: 'changed',
      resource: flip().resource,
      fact: 'multiAz',
      before: true,
      after: false,
      class: 'config',
      attached: null,
      explains: ['f1'],
    } as const;
    const broken = flip({
      evidence: [{ resource: id, fact: 'multiAz', observed: false, expected: true, derivation: null }],
      cause: { proof: 'proven', changes: [change.id, 'of no known change'] },
    });
    expect(noticeOf(drift([broken], [change]), about)).toEqual({
      run: 'run-2',
      subject: 'ha-audit 123456789012: 1 newly failing',
      message: `ha-audit 123456789012: 1 newly failing.

Since 2026-11-20T05:00:00.000Z, as seen at 2026-11-21T05:00:00.000Z:

CRITICAL orders-db now fails: Database instances keep a standby in a second zone (rds.instance-multi-az)
  multiAz is false, expected true
  ${id}
  saw multiAz = false, expected true
  changed: multiAz of orders-db from true to false

The whole report: s3://reports/report.html
`,
      detail: {
        account,
        run: 'run-2',
        report: 's3://reports/report.html',
        failing: 1,
        since: '2026-11-20T05:00:00.000Z',
        counts: drift([broken], [change]).counts,
        flips: [
          {
            id: 'f1',
            flip: 'broken',
            rule: broken.rule,
            severity: 'critical',
            resource: broken.resource.id,
            before: 'pass',
            after: 'fail',
          },
        ],
        flipsLeftOut: 0,
      },
      resources: [broken.resource.id],
      waiting: ['topic'],
    });
  });

  it.each(severities)('is of severity %s and above, where that is the threshold', (from) => {
    const all = severities.map((severity) => flip({ severity }));
    expect(toldFlips(drift(all), from).map(({ severity }) => severity)).toEqual(severities.slice(0, severities.indexOf(from) + 1));
  });

  it.each([
    ['nothing flipped', []],
    ['what flipped is an accepted risk', [flip({ waived: true })]],
    ['what flipped is below the threshold', [flip({ severity: 'medium' })]],
    ['what was unknown passes', [flip({ flip: 'newly-seen', before: 'unknown', after: 'pass' })]],
  ])('is nothing where %s', (_, flipped) => {
    expect(noticeOf(drift(flipped), about)).toBeNull();
  });

  it('is what was unknown and fails', () => {
    const { message } = noticeOf(drift([flip({ flip: 'newly-seen', before: 'unknown' })]), about) ?? {};
    expect(message).toContain('orders-db fails, as can be judged now');
  });

  it('says of every flip what became of it, and of lost evidence which permission it lacks', () => {
    const after = { repaired: 'pass', gone: 'absent', 'evidence-lost': 'unknown', 'new-unknown': 'unknown' } as const;
    const flipped = flips.map(
      (name): VerdictFlip => flip({ flip: name, after: name in after ? Reflect.get(after, name) : 'fail', gaps: [gap()] }),
    );
    const { subject, message } = noticeOf(drift(flipped), about) ?? { subject: '', message: '' };
    expect(subject).toBe('ha-audit 123456789012: 3 newly failing, 2 no longer known, 2 no longer failing');
    for (const words of [
      'now fails',
      'is new and fails',
      'can no longer be judged',
      'is new and cannot be judged',
      'is repaired',
      'failed and is gone',
    ])
      expect(message).toContain(`orders-db ${words}:`);
    expect(message).toContain('AccessDenied: no identity-based policy allows it (rds:DescribeDBInstances)');
  });

  it('lists the first 200 and counts the rest, so that event and mail are taken', () => {
    const many = Array.from({ length: 1000 }, (_, index) =>
      flip({ id: `f${index}`, resource: { ...flip().resource, id: `arn:${'x'.repeat(300)}:${index}` } }),
    );
    const notice = noticeOf(drift(many), about);
    expect(notice?.subject).toContain('1000 newly failing');
    expect(notice?.detail).toMatchObject({ failing: 1000, flipsLeftOut: 800 });
    expect(notice?.message.match(/now fails/g)).toHaveLength(200);
    expect(notice?.message).toContain('And 800 more, which are in the report.');
    expect(notice?.resources).toHaveLength(20);
    expect(Buffer.byteLength(JSON.stringify(notice?.detail))).toBeLessThan(200_000);
  });

  it('is no more than its lines, whatever things are called', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const { resource } = flip();
        const told = noticeOf(
          drift([
            flip({
              resource: { ...resource, id: `${resource.id}${text}`, name: text },
              message: text,
              evidence: [{ resource: resource.id, fact: text, observed: text, expected: { [text]: text }, derivation: null }],
              gaps: [gap({ detail: text })],
            }),
          ]),
          about,
        );
        const lines = (told?.message ?? '').split('\n');
        expect(lines).toHaveLength(12);
        expect(lines.filter((line) => /[^\P{Cc}\t]|\p{Cf}|\p{Cs}/u.test(line))).toEqual([]);
      }),
    );
  });

  it('is that a run could not be compared, and why, on one line', () => {
    const { subject, message, detail, waiting } = uncomparedNotice('the snapshot\nis \u001b[31mgone', about);
    expect(subject).toBe('ha-audit 123456789012: could not be compared with the last run');
    expect(message).toContain('\n\nthe snapshot is gone\n\nWhat was found now: s3://reports/report.html');
    expect(detail).toMatchObject({ account, run: 'run-2' });
    expect(waiting).toEqual(['topic']);
  });
});
