// The one reading of moments: of every door, of files, and of the addresses of the web UI.

/** What stands where no offset from UTC is stated: nothing, which is refused, or UTC, as in a file. */
export interface MomentForm {
  offset: 'needed' | 'utc';
}

const day = String.raw`(?<year>\d{4})(?<mark>[-/.])(?<month>\d\d?)\k<mark>(?<date>\d\d?)`;
const time = String.raw`(?<hour>\d\d?):(?<minute>\d\d)(?::(?<second>\d\d)(?:[.,](?<fraction>\d{1,9}))?)?`;
const offset = String.raw`(?:Z|UTC|GMT)?(?:(?<sign>[-+−])(?<hours>\d\d?)(?::?(?<minutes>\d\d))?)?`;
/** ISO 8601, as it is really written: with a blank, slashes, nine decimals, a word for UTC, a zone's name behind. */
const written = new RegExp(
  `^${day}(?:(?:T|,? )${time}(?<half> ?[AP]M)?(?<offset> ?${offset}))?(?<zone>\\[[\\w/+-]+\\])?$`,
  'i',
);
/** Milliseconds since 1970, as HubSpot writes them since 2001 (twelve digits may be a day and a time), and as the older services of Microsoft wrap them. */
const counted = /^(?:(?<ms>\d{13})|\/Date\((?<wrapped>-?\d{1,13})(?:[+-]\d{4})?\)\/)$/;

const earliestMs = Date.UTC(1900, 0, 1);
const tooLateMs = Date.UTC(2201, 0, 1);
const minuteMs = 60_000;

/**
 * A moment of the years 1900 to 2200 as ISO 8601 in UTC with up to six decimals of a second, cut where there are
 * more; undefined where the text is none.
 */
export function parseMoment(text: string, form: MomentForm): string | undefined {
  const trimmed = text.trim();
  const { ms, wrapped } = counted.exec(trimmed)?.groups ?? {};
  const count = ms ?? wrapped;
  if (count !== undefined) return spell(Number(count), '');
  // A plus that was not escaped in an address came as a blank.
  const parts = written.exec(trimmed.replace(/(?<=:\d\d(?:[.,]\d+)?) (?=\d\d(:?\d\d)?$)/, '+'))?.groups;
  return parts && parseParts(parts, form);
}

type Parts = Record<string, string | undefined>;

function parseParts(parts: Parts, form: MomentForm): string | undefined {
  const isStated = (parts.offset ?? '').trim() !== '';
  if (!isStated && (form.offset === 'needed' || parts.zone !== undefined)) return undefined; // a zone alone says no offset
  const dayMs = readDay(parts);
  const timeMs = readTime(parts);
  const offsetMs = readOffset(parts);
  if (dayMs === undefined || timeMs === undefined || offsetMs === undefined) return undefined;
  return spell(dayMs + timeMs - offsetMs, parts.fraction ?? '');
}

/** `Date` takes 30 February for 2 March, so the day must come back as it went in. */
function readDay({ year, month, date }: Parts): number | undefined {
  const ms = Date.UTC(Number(year), Number(month) - 1, Number(date));
  const read = new Date(ms);
  const isSame =
    read.getUTCFullYear() === Number(year) &&
    read.getUTCMonth() === Number(month) - 1 &&
    read.getUTCDate() === Number(date);
  return isSame ? ms : undefined;
}

function readTime({ hour = '0', minute = '0', second = '0', half }: Parts): number | undefined {
  const told = Number(hour);
  if (half !== undefined && (told < 1 || told > 12)) return undefined;
  const hours = half === undefined ? told : (told % 12) + (/p/i.test(half) ? 12 : 0);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  return ((hours * 60 + Number(minute)) * 60 + Number(second)) * 1_000;
}

/** To 15:59 either way, as far as PostgreSQL goes. */
function readOffset({ sign, hours = '0', minutes = '0' }: Parts): number | undefined {
  if (Number(hours) > 15 || Number(minutes) > 59) return undefined;
  const ms = (Number(hours) * 60 + Number(minutes)) * minuteMs;
  return sign === undefined || sign === '+' ? ms : -ms;
}

function spell(ms: number, fraction: string): string | undefined {
  if (ms < earliestMs || ms >= tooLateMs) return undefined;
  const decimals = fraction.slice(0, 6).replace(/0+$/, '');
  const iso = new Date(ms).toISOString();
  return decimals === '' ? iso.replace('.000Z', 'Z') : iso.replace('.000Z', `.${decimals}Z`);
}
