import { Refusal } from '../../contract/refusal.ts';

const form =
  /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-](0\d|1[0-5])(:?[0-5]\d)?)$/;

/** A moment in ISO 8601 with its offset: checked, and still text, so that its microseconds stay whole. */
export function readMoment(text: string, field: string): string {
  const moment = text.replace(/ (?=\d\d(:?\d\d)?$)/, '+'); // a plus that was not escaped in a URL
  const date = form.exec(moment)?.[1];
  if (date === undefined || !isOnCalendar(date)) {
    throw new Refusal('invalid-input', {
      field,
      message:
        `${field} must be a moment with its offset from UTC, such as 2026-11-22T09:30:00Z ` +
        'or 2026-11-22T11:30:00.123456+02:00.',
    });
  }
  return moment;
}

/** Where one is given: see `readMoment`. */
export function readOptionalMoment(text: string | undefined, field: string): string | undefined {
  return text === undefined ? undefined : readMoment(text, field);
}

function isOnCalendar(date: string): boolean {
  const midnight = new Date(`${date}T00:00:00Z`);
  return date >= '0001' && !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(date);
}
