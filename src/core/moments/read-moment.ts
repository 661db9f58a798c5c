import { Refusal } from '../../contract/refusal.ts';
import { parseMoment } from '../../contract/rules/moment-rules.ts';

/** A moment that a caller gives, which must state its offset: see `parseMoment`. Refused by the name of its member. */
export function readMoment(text: string, field: string): string {
  const moment = parseMoment(text, { offset: 'needed' });
  if (moment !== undefined) return moment;
  throw new Refusal('invalid-input', {
    field,
    message:
      `${field} must be a moment of the years 1900 to 2200 with its offset from UTC, such as 2026-11-22T09:30:00Z ` +
      'or 2026-11-22T11:30:00.123456+02:00.',
  });
}

/** Where one is given: see `readMoment`. */
export function readOptionalMoment(text: string | undefined, field: string): string | undefined {
  return text === undefined ? undefined : readMoment(text, field);
}
