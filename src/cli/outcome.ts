import type { Exit, ExitCode } from '../model/report.ts';

/** How a scan ends. What could not be written weighs more than any verdict, and less than a crash. */
export function outcomeOf({ code, reason }: Exit, failures: readonly Error[]): { readonly code: ExitCode; readonly reason: string } {
  if (failures.length === 0) return { code, reason };
  const unwritten = failures.map(({ message }) => message).join('; ');
  return code === 4 ? { code, reason: `${reason}; ${unwritten}` } : { code: 2, reason: `${unwritten}; judged: ${reason}` };
}
