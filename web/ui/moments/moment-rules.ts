const dayMs = 86_400_000;

/** As people say it: the time today, the day this year, the date before; in the zone and language of the reader. */
export function shortenMoment(at: string, now: Date): string {
  const date = new Date(at);
  if (date.toDateString() === now.toDateString()) return format(date, time);
  return format(date, isNear(date, now) ? { ...day, ...time } : { ...day, year: 'numeric' });
}

const day = { day: 'numeric', month: 'short' } as const;
const time = { hour: '2-digit', minute: '2-digit' } as const;

function isNear(date: Date, now: Date): boolean {
  return Math.abs(now.getTime() - date.getTime()) < 300 * dayMs;
}

/** A moment that is still to come, however far off with its hour and the reader's zone by name: "16 Nov, 09:00 GMT+1". */
export function nameMoment(at: string, now: Date): string {
  const date = new Date(at);
  const zone = new Intl.DateTimeFormat(undefined, { timeZoneName: 'short' })
    .formatToParts(date)
    .find(({ type }) => type === 'timeZoneName')?.value;
  const text = isNear(date, now)
    ? shortenMoment(at, now)
    : format(date, { ...day, year: 'numeric', ...time });
  return `${text} ${zone ?? ''}`.trim();
}

/** A sentence of the server with its moments as whoever reads it says them. */
export function nameMomentsIn(text: string, now: Date): string {
  return text.replaceAll(/\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (at) => nameMoment(at, now));
}

/** The exact instant, for the reader's zone and for comparing with a log. */
export function spellMoment(at: string): string {
  const local = format(new Date(at), { dateStyle: 'full', timeStyle: 'long' });
  return `${local}\n${at}`;
}

/** A moment as a field of type `datetime-local` holds it: in the reader's zone, to the minute; nothing for no moment. */
export function toFieldText(at: string | undefined): string {
  if (at === undefined || Number.isNaN(Date.parse(at))) return '';
  const date = new Date(at);
  const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}

/** What such a field holds as ISO 8601; undefined while it is not a whole moment. */
export function readFieldText(text: string): string | undefined {
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** How long something took, or is to take. */
export function spellDuration(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`;
  const s = Math.round(ms / 1_000);
  if (s < 60) return `${s} s`;
  if (s < 3_600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  return `${Math.floor(s / 3_600)} h ${Math.floor((s % 3_600) / 60)} min`;
}

/** To make a formatter takes longer than to use it a hundred times, and tables have many moments. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function format(date: Date, options: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify(options);
  const formatter = formatters.get(key) ?? new Intl.DateTimeFormat(undefined, options);
  formatters.set(key, formatter);
  return formatter.format(date);
}
