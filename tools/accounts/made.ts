import { Readable } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import { snapshotLines } from '../../src/app/snapshot-lines.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import { readSnapshot } from '../../src/sources/snapshot.ts';
import { demoAccount } from '../demo/corrections.ts';
import { deniedAccount, emptyAccount } from './bare.ts';
import { soundAccount } from './sound.ts';

interface MadeAccount {
  /** Recorded on an emulator; gzipped NDJSON. */
  readonly recording: string;
  readonly target: string;
  /** From the bytes of the recording to the text of the account. */
  readonly make: (recording: Buffer) => Promise<string>;
}

/** Whole accounts, made from a recording and corrections; paths are relative to the project. */
export const madeAccounts: readonly MadeAccount[] = [
  {
    recording: 'tools/demo/recording.ndjson.gz',
    target: 'fixtures/demo/account.ndjson.gz',
    make: (bytes) => corrected(bytes, demoAccount),
  },
  ofSound('sound', (recording) => soundAccount(recording)),
  ofSound('empty', (recording) => emptyAccount(soundAccount(recording))),
  ofSound('no-permissions', (recording) => deniedAccount(soundAccount(recording))),
];

async function corrected(bytes: Buffer, correct: (recording: Snapshot) => Snapshot): Promise<string> {
  const recording = Buffer.from(withIdsOfAws(gunzipSync(bytes).toString()));
  return [...snapshotLines(correct(await readSnapshot(Readable.from([recording]), 'the recording')))].join('');
}

/** Long ids of AWS begin with a zero; those of the emulator don't, and its images still have short ones. */
function withIdsOfAws(text: string): string {
  return text
    .replaceAll(/\b(acl|eipalloc|eipassoc|eni|i|igw|lt|nat|pl|rtb|sg|snap|subnet|vol|vpc)-[0-9a-f]([0-9a-f]{16})\b/g, '$1-0$2')
    .replaceAll(/\bami-([0-9a-f]{8})\b/g, 'ami-0b7e5c2d1$1');
}

function ofSound(scenario: string, correct: (recording: Snapshot) => Snapshot): MadeAccount {
  return {
    recording: 'tools/accounts/sound-recording.ndjson.gz',
    target: `fixtures/accounts/${scenario}/account.ndjson.gz`,
    make: (bytes) => corrected(bytes, correct),
  };
}
