/** Of the memory, what reading may use; judging and writing need the rest. */
const shareForReading = 0.6;
/** What an earlier run in the same process took is still counted as used, and is used again before more is taken. */
const growthOfUsedProcess = 1.1;

/**
 * Made at the start of a run, tells during it whether so much memory is used that reading has to stop.
 *
 * @param memoryBytes Of the function.
 * @param usedBytes By the process, at the time of the call.
 */
export function memoryShortage(memoryBytes: number, usedBytes: () => number): () => boolean {
  const limitBytes = Math.max(memoryBytes * shareForReading, usedBytes() * growthOfUsedProcess);
  return () => usedBytes() > limitBytes;
}
