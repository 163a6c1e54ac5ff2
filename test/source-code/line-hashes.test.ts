import { expect, it } from 'vitest';
import { lineHashes } from '../../src/source-code/line-hashes.ts';

const greetings = ['e9496ae3ebfced30:1', 'fb7c023a8b9ccb3f:1', 'ce8ba1a563dcdaca:1', 'e20e36e16fcb0cc8:1', 'b3edc88f2938467e:1'];
const ended = [...greetings, 'c8e28b0b4002a3a0:1', 'c129715d7a2bc9a3:1'];
const lorem = Array.from({ length: 6 }, (_, index) => `a7f2ff13bc495cf2:${index + 1}`);
const lastLorem = ['a7f2ff1481e87703:1', 'a9cf91f7bbf1862b:1', '55ec222b86bcae53:1', 'cc97dc7b1d7d8f7b:1', 'c129715d7a2bc9a3:1'];

/** The vectors that github/codeql-action tests its own with. */
it.each<[string, readonly string[]]>([
  ['', ['c129715d7a2bc9a3:1']],
  [' a\nb\n  \t\tc\n d', ['271789c17abda88f:1', '54703d4cd895b18:1', '180aee12dab6264:1', 'a23a3dc5e078b07b:1']],
  [' hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n', ended],
  [' hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r', ended],
  [' hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n', ended],
  [' hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n', ended],
  ['Lorem ipsum dolor sit amet.\n'.repeat(10), [...lorem, ...lastLorem]],
])('hashes the lines of %j as code scanning does', (text, hashes) => {
  expect(lineHashes(text)).toEqual(hashes);
});

it('keeps the hash of a line when lines are added before it', () => {
  const code = 'resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n}\n';
  expect(lineHashes(`# new\n\n${code}`).slice(2)).toEqual(lineHashes(code));
});
