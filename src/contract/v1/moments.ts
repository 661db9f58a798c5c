import { Type } from 'typebox';

/** A moment that Baton gives. */
export const moment = Type.String({
  format: 'date-time',
  description: 'ISO 8601 in UTC, with microseconds.',
  examples: ['2026-11-22T09:30:00.123456Z'],
});

/** A moment that Baton is given. Its form is checked by `readMoment`, which says what a good one looks like. */
export function momentQuery(description: string) {
  return Type.String({
    maxLength: 64,
    description: `${description} ISO 8601 with an offset from UTC and up to six decimals of a second.`,
    examples: ['2026-11-22T09:30:00Z', '2026-11-22T11:30:00.123456+02:00'],
  });
}

export const asOf = Type.Optional(
  momentQuery(
    'Answer as it was at this moment, which must not lie in the future; without it, as it is now. Who stood where is ' +
      'of that moment; names, roles and `isActive` of people are always those of now.',
  ),
);
