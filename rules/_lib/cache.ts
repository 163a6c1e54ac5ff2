interface AtRest {
  readonly atRestEncryptionEnabled: boolean | null;
  readonly storageEncryptionType?: string | null;
}

/** Encryption may be on although the older flag says no; the newer type tells. */
export function isEncryptedAtRest({ atRestEncryptionEnabled, storageEncryptionType = null }: AtRest): boolean {
  return atRestEncryptionEnabled === true || (storageEncryptionType !== null && storageEncryptionType !== 'none');
}

export function isMemcached(engine: string | null): boolean {
  return engine === 'memcached';
}

/** States in which a cache is not there any more, or never came. */
export function isGone(status: string): boolean {
  return status === 'deleting' || status === 'deleted' || status === 'create-failed';
}
