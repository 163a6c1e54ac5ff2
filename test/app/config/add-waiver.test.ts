import { describe, expect, it } from 'vitest';
import { withWaiver } from '../../../src/app/config/add-waiver.ts';
import { parseConfiguration } from '../../../src/app/config/parse.ts';

const entry = { finding: '01234567890123456789', rule: 'network.nat-per-zone', reason: 'a: "b" # c', owner: 'x', expires: '2027-01-01' };
const other = 'rule: rds.*, reason: x, owner: y, expires: 2027-01-01';
const about = 'network.nat-per-zone on vpc-0abc';
const lines = (indent: string, lineBreak = '\n') =>
  [
    `# ${about}`,
    "- finding: '01234567890123456789'".replaceAll("'", '"'),
    '  rule: network.nat-per-zone',
    `  reason: 'a: "b" # c'`,
    '  owner: x',
    '  expires: 2027-01-01',
    '',
  ]
    .map((line) => (line === '' ? '' : indent + line))
    .join(lineBreak);
const added = (text: string, file = 'ha-audit.yaml') => withWaiver(text, file, entry, about);

describe('adding a waiver', () => {
  it.each([
    ['to nothing', '', `waivers:\n${lines('  ')}`],
    ['to a comment', '# only\n', `# only\nwaivers:\n${lines('  ')}`],
    ['after other keys', 'ruleset: strict', `ruleset: strict\nwaivers:\n${lines('  ')}`],
    [
      'to lines that are not indented, with comments and spaces between',
      `waivers:\n- rule: rds.*   # why\n  reason:   x\n  owner: y\n  expires: 2027-01-01   # end\n# after\n\nruleset:    strict # c\n`,
      `waivers:\n- rule: rds.*   # why\n  reason:   x\n  owner: y\n  expires: 2027-01-01   # end\n${lines('')}# after\n\nruleset:    strict # c\n`,
    ],
    [
      'after a text of several lines at the end of the file',
      `waivers:\n    - { ${other} }\n    - rule: rds.*\n      owner: y\n      expires: 2027-01-01\n      reason: |\n        one\n\n        two`,
      `waivers:\n    - { ${other} }\n    - rule: rds.*\n      owner: y\n      expires: 2027-01-01\n      reason: |\n        one\n\n        two\n${lines('    ')}`,
    ],
    ['with the line breaks of the file', `waivers:\r\n  - { ${other} }\r\n`, `waivers:\r\n  - { ${other} }\r\n${lines('  ', '\r\n')}`],
  ])('%s leaves every other byte as it is', (_where, before, after) => {
    expect(added(before)).toBe(after);
  });

  it.each([
    ['waivers: []  # none yet\nruleset: strict # c\n', ['# none yet', '# c']],
    [`# top\nwaivers: [{ ${other} }]\n`, ['# top']],
    ['{ ruleset: strict } # c\n', ['# c']],
    ['---\nruleset: strict # c\n...\n', ['# c']],
  ])('to %j keeps the comments', (before, comments) => {
    const after = added(before);
    for (const comment of comments) expect(after).toContain(comment);
    expect(parseConfiguration(after, 'ha-audit.yaml').waivers?.at(-1)).toEqual(entry);
  });

  it('keeps the indentation of JSON and the rest of a package.json', () => {
    const manifest = { name: 'x', 'ha-audit': { ruleset: 'strict' }, version: '1.0.0' };
    const settings = { ruleset: 'strict', waivers: [entry] };
    for (const indent of ['  ', '\t']) {
      expect(added(`${JSON.stringify(manifest, null, indent)}\n`, 'package.json')).toBe(
        `${JSON.stringify({ ...manifest, 'ha-audit': settings }, null, indent)}\n`,
      );
      expect(added(JSON.stringify({ ruleset: 'strict' }, null, indent), 'ha-audit.json')).toBe(JSON.stringify(settings, null, indent));
    }
  });

  it('to a configuration with a mistake is refused', () => {
    expect(() => added('rulset: strict\n')).toThrow('ha-audit.yaml:1:1: unknown key rulset');
    expect(() => added('waivers:\n')).toThrow('waivers must be a list');
  });

  it('cannot be made to write other keys', () => {
    const hostile = { ...entry, reason: 'x\nrules: {}\n# ', owner: '}] \u2028 - &a *b' };
    const after = withWaiver('ruleset: strict\n', 'ha-audit.yaml', hostile, null);
    expect(parseConfiguration(after, 'ha-audit.yaml')).toEqual({ ruleset: 'strict', waivers: [hostile] });
  });
});
