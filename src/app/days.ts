/** Whether a text is a day of the calendar, YYYY-MM-DD. `Date.parse` takes the 30th of February for the second of March. */
export function isDay(text: string): boolean {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(text);
}
