import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { driftStatuses, examples, exitStatuses, scanExamples } from '../../src/cli/help.ts';
import { program } from '../../src/cli/program.ts';

const all = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(all)];
const commands = all(program(() => {}));

describe('help', () => {
  it.each(commands.map((command) => ({ name: command.name(), command })))('of $name keeps to 100 columns', ({ command }) => {
    const lines = [command.helpInformation(), driftStatuses, examples, exitStatuses, scanExamples].join('\n').split('\n');
    expect(lines.filter((line) => line.length > 100 || line.includes('[]'))).toEqual([]);
  });

  it('gives examples of flags that there are', () => {
    for (const [, name, rest = ''] of `${examples}${scanExamples}`.matchAll(/ha-audit ([a-z]+)(.*?)(?: {2,}|"|$)/gm)) {
      const command = commands.find((each) => each.name() === name);
      const flags = [...rest.matchAll(/ (--[a-z-]+)/g)].map(([, flag]) => flag);
      expect(command?.options.map(({ long }) => long) ?? []).toEqual(expect.arrayContaining(flags));
    }
  });
});
