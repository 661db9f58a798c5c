// A day that filters is a moment in addresses and views: its beginning, with the offset from UTC of whoever chose it, so
// that a shared link selects the same for everyone.

import { parseMoment } from '../../../src/contract/rules/moment-rules.ts';

const dayForm = /^\d{4}-\d\d-\d\d$/;
const beginningForm = /^\d{4}-\d\d-\d\dT00:00:00(?:Z|[+-]\d\d:\d\d)$/;

/** What an address or a field holds. A day alone is one of the reader's own zone; what is neither is left out. */
export function readDay(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (beginningForm.test(value)) return value;
  return dayForm.test(value) ? `${value}T00:00:00${readersOffset(value)}` : undefined;
}

/** As a field of type `date` holds it. */
export function dayOf(beginning: string): string {
  return beginning.slice(0, 10);
}

/** The day, and the zone that it is of where that is not the reader's. */
export function spellDay(beginning: string): string {
  const day = dayOf(beginning);
  const offset = beginning.slice(19).replace('Z', '+00:00');
  return offset === readersOffset(day) ? day : `${day} (UTC${offset})`;
}

/** The moment at which it begins, or some days later; undefined for a day that the server would refuse. */
export function toMoment(beginning: string | undefined, daysLater = 0): string | undefined {
  if (beginning === undefined) return undefined;
  const day = dayOf(beginning);
  const later = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(later.getTime())) return undefined;
  later.setUTCDate(later.getUTCDate() + daysLater);
  const laterDay = later.toISOString().slice(0, 10);
  const isReaders = readDay(day) === beginning.replace('Z', '+00:00');
  const offset = isReaders ? readersOffset(laterDay) : beginning.slice(19);
  return parseMoment(`${laterDay}T00:00:00${offset}`, { offset: 'needed' });
}

/** Of the reader's zone at the beginning of this day, such as +01:00. */
function readersOffset(day: string): string {
  const minutes = -new Date(`${day}T00:00:00`).getTimezoneOffset() || 0;
  const size = Math.abs(minutes);
  const two = (count: number) => String(count).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
}
