import { defineOutput } from './define.ts';
import { markdownDocument } from './markdown/document.ts';
import { Room } from './markdown/room.ts';
import { zonesBlock } from './markdown/zones.ts';

/** A job summary of more than 1 MiB is lost as a whole, and other commands of the step may have written to it. */
const mostBytes = 900 * 1024;

/** For `$GITHUB_STEP_SUMMARY`: the report, and in which zones the workloads stand. */
export default defineOutput({
  format: 'summary',
  mediaType: 'text/markdown',
  *render(report, options) {
    const room = new Room(mostBytes, (text) => Buffer.byteLength(text));
    yield* markdownDocument(report, options, room, zonesBlock(report.workloads));
  },
});
