interface Encrypted {
  readonly storageEncrypted: boolean;
  readonly storageEncryptionType: string | null;
}

/** `storageEncrypted` is false for storage under a key that AWS owns, which the newer type tells. */
export function isStorageEncrypted({ storageEncrypted, storageEncryptionType }: Encrypted): boolean {
  return storageEncrypted || (storageEncryptionType !== null && storageEncryptionType !== 'none');
}

/** Key states in which what is encrypted cannot be read, or soon cannot. */
export function isKeyUsable(state: string): boolean {
  return !['Disabled', 'PendingDeletion', 'PendingReplicaDeletion', 'Unavailable'].includes(state);
}
