import { gunzipSync } from 'node:zlib';
import { MissingFieldError } from '../define.ts';
import { secretPatternsIn } from './secret-patterns.ts';

/** Far more than any instance is given; stops a small archive that unpacks to gigabytes. */
const mostBytes = 1_048_576;
const mostNested = 4;

/**
 * Names of the patterns of secrets in user data as launch templates and configurations hold it. The data is looked at here and goes no further.
 *
 * @throws MissingFieldError where it cannot be unpacked: what it holds is not known then.
 */
export function secretsIn(userData: string | undefined): readonly string[] {
  if (userData === undefined || userData === '') return [];
  return secretPatternsIn([...textsIn(Buffer.from(userData, 'base64'), 0)].join('\n'));
}

/** The texts of user data: it may be packed, and be made of parts that are encoded and packed each. */
function* textsIn(bytes: Buffer, depth: number): Generator<string, void, undefined> {
  if (depth > mostNested) throw new MissingFieldError('UserData nested less deeply');
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return yield* textsIn(unpacked(bytes), depth + 1);
  // One character per byte, so that a packed part stays whole; scripts for Windows may have two bytes per character.
  const text = bytes.toString('latin1');
  const parts = partsOf(text);
  if (parts === null) yield text.replaceAll('\0', '');
  else for (const part of parts) yield* textsIn(part, depth + 1);
}

function unpacked(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostBytes });
  } catch {
    throw new MissingFieldError('UserData that can be unpacked');
  }
}

/** The parts of a multipart message, decoded; null where the text is none. */
function partsOf(text: string): readonly Buffer[] | null {
  const head = headAndBody(text)[0].replace(/\r?\n[ \t]+/g, ' ');
  const boundary = /^content-type:[ \t]*multipart\/[^\n]*?boundary="?([^"\s;]+)/im.exec(head)?.[1];
  return boundary === undefined ? null : text.split(`--${boundary}`).slice(1).map(decodedPart);
}

function decodedPart(part: string): Buffer {
  const [head, body] = headAndBody(part.replace(/^\r?\n/, ''));
  const isBase64 = /^content-transfer-encoding:[ \t]*base64/im.test(head);
  // A part that is itself made of parts keeps the head that says so.
  const isNested = /^content-type:[ \t]*multipart\//im.test(head);
  return isBase64 ? Buffer.from(body, 'base64') : Buffer.from(isNested ? `${head}\n\n${body}` : body, 'latin1');
}

function headAndBody(message: string): readonly [head: string, body: string] {
  const end = /\r?\n\r?\n/.exec(message);
  return end === null ? [message, ''] : [message.slice(0, end.index), message.slice(end.index + end[0].length)];
}
