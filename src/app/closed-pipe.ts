/** What a stream says when its reader is gone, as `head` is after its lines. */
const codes: ReadonlySet<unknown> = new Set(['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_STREAM_DESTROYED']);

export function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && codes.has(error.code);
}
