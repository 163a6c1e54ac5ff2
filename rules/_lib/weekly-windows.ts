const dayMinutes = 24 * 60;
const weekMinutes = 7 * dayMinutes;
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

/** Minutes of the week; the end is after the start, so it may lie in the next week. */
interface Window {
  readonly start: number;
  readonly end: number;
}

/** `sun:23:30-mon:00:30`; null where it is written otherwise. */
export function weeklyWindow(text: string): Window | null {
  const match = /^([a-z]{3}):(\d\d):(\d\d)-([a-z]{3}):(\d\d):(\d\d)$/.exec(text.toLowerCase());
  if (match === null) return null;
  const [, fromDay = '', fromHour, fromMinute, toDay = '', toHour, toMinute] = match;
  if (!days.includes(fromDay) || !days.includes(toDay)) return null;
  const start = days.indexOf(fromDay) * dayMinutes + minuteOfDay(fromHour, fromMinute);
  return after(start, days.indexOf(toDay) * dayMinutes + minuteOfDay(toHour, toMinute), weekMinutes);
}

/** `23:30-00:30` on every day; null where it is written otherwise. */
export function dailyWindow(text: string): Window | null {
  const match = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/.exec(text);
  if (match === null) return null;
  const [, fromHour, fromMinute, toHour, toMinute] = match;
  return after(minuteOfDay(fromHour, fromMinute), minuteOfDay(toHour, toMinute), dayMinutes);
}

/** Minutes a week that the weekly and the daily window share. */
export function sharedMinutes(weekly: Window, daily: Window): number {
  let shared = 0;
  // From the day before, whose window may end on Monday, to the day after a week that a window reaches into.
  for (let day = -1; day <= 8; day += 1) {
    const [start, end] = [daily.start + day * dayMinutes, daily.end + day * dayMinutes];
    shared += Math.max(0, Math.min(weekly.end, end) - Math.max(weekly.start, start));
  }
  return shared;
}

function minuteOfDay(hour = '', minute = ''): number {
  return Number(hour) * 60 + Number(minute);
}

function after(start: number, end: number, period: number): Window {
  return { start, end: end > start ? end : end + period };
}
