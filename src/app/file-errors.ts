const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EEXIST: 'there is a file of that name',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of the path is no folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EROFS: 'the file system is read-only',
  ELOOP: 'its symbolic links lead in a circle',
  ENAMETOOLONG: 'the name is too long',
};

/** What the operating system refused, as its code; null for every other error. */
export function systemCodeOf(error: unknown): string | null {
  return error instanceof Error && 'errno' in error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Why the operating system refused, in words. */
export function reasonOf(error: unknown): string {
  return reasons[systemCodeOf(error) ?? ''] ?? (error instanceof Error ? error.message : String(error));
}
