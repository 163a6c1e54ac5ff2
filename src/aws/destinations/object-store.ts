import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { destinationSettings } from './client-settings.ts';
import { delivering } from './destination-error.ts';

export interface StoredObject {
  readonly body: Uint8Array;
  /** Changes with every write. */
  readonly version: string;
}

export interface StoreOptions {
  readonly contentType: string;
  readonly signal: AbortSignal;
  /** Writes only over this version; null only where there is none yet; left out, over anything. */
  readonly over?: string | null;
}

/** Where reports are kept. */
export interface ObjectStore {
  /** @throws DestinationError; a missing object is null */
  get(key: string, signal: AbortSignal): Promise<StoredObject | null>;
  /**
   * @returns the version written; null where `over` names another one than the store holds
   * @throws DestinationError
   */
  put(key: string, body: Uint8Array, options: StoreOptions): Promise<string | null>;
}

export class Bucket implements ObjectStore {
  readonly #client: S3Client;
  readonly #bucket: string;

  constructor(bucket: string) {
    // Another endpoint, such as an emulator's, knows no bucket by its host name.
    this.#client = new S3Client({ ...destinationSettings, forcePathStyle: process.env['AWS_ENDPOINT_URL'] !== undefined });
    this.#bucket = bucket;
  }

  async get(key: string, signal: AbortSignal): Promise<StoredObject | null> {
    return delivering(`reading ${this.#nameOf(key)}`, 's3:GetObject', signal, async () => {
      try {
        const { Body, ETag } = await this.#client.send(new GetObjectCommand({ Bucket: this.#bucket, Key: key }), { abortSignal: signal });
        return { body: (await Body?.transformToByteArray()) ?? new Uint8Array(), version: ETag ?? '' };
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return null;
        throw error;
      }
    });
  }

  async put(key: string, body: Uint8Array, { contentType, signal, over }: StoreOptions): Promise<string | null> {
    const condition = over === undefined ? {} : over === null ? { IfNoneMatch: '*' } : { IfMatch: over };
    return delivering(`writing ${this.#nameOf(key)}`, 's3:PutObject', signal, async () => {
      const command = new PutObjectCommand({ Bucket: this.#bucket, Key: key, Body: body, ContentType: contentType, ...condition });
      try {
        const { ETag } = await this.#client.send(command, { abortSignal: signal });
        return ETag ?? '';
      } catch (error) {
        // 409 is another writer at the very moment.
        if (error instanceof Error && ['PreconditionFailed', 'ConditionalRequestConflict'].includes(error.name)) return null;
        throw error;
      }
    });
  }

  #nameOf(key: string): string {
    return `s3://${this.#bucket}/${key}`;
  }
}
