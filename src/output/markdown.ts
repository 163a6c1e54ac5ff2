import type { ReportHeader } from '../model/report.ts';
import { defineOutput } from './define.ts';
import { markdownDocument } from './markdown/document.ts';
import { Room } from './markdown/room.ts';

/** GitHub takes no comment of more than 65,536 characters; a bot may want to add a line. */
const mostCharacters = 65_000;

/** A comment for a pull request. Its first line is invisible and tells a bot which comment to replace. */
export default defineOutput({
  format: 'markdown',
  mediaType: 'text/markdown',
  *render(report, options) {
    const room = new Room(mostCharacters, ({ length }) => length);
    yield* room.take(`<!-- ha-audit:report ${scopeOf(report)} -->\n`);
    yield* markdownDocument(report, options, room);
  },
});

/** Comments on other accounts and regions stay apart. */
function scopeOf({ run }: ReportHeader): string {
  const names = [[...run.accounts].sort().join('+'), [...run.regions].sort().join('+')].join('/');
  return names.replace(/[^\w+/]+/g, '-').slice(0, 200);
}
