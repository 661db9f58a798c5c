// What a value of a file may look like. Each gives undefined where the text is not what it should be.

/** A control character that no text needs, or the sign that bytes were not UTF-8. Line breaks and tabs are fine. */
export function findBadCharacter(text: string): 'control' | 'not-utf-8' | undefined {
  if (!/[\p{Cc}\uFFFD]/u.test(text)) return undefined;
  if (text.includes('\uFFFD')) return 'not-utf-8';
  return /\p{Cc}/u.test(text.replaceAll(/[\t\r\n]/g, '')) ? 'control' : undefined;
}

export function parseWholeNumber(text: string, most: number): number | undefined {
  const number = /^[0-9]{1,16}$/.test(text) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : undefined;
}

export function parseBoolean(text: string): boolean | undefined {
  const word = text.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : undefined;
}

export function parseGuid(text: string): string | undefined {
  const form = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
  return form.test(text) ? text.toLowerCase() : undefined;
}

export function isEmail(text: string): boolean {
  return /^[^\s@"<>,;]+@[^\s@"<>,;]+$/.test(text);
}

const momentForm =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::(\d{2}(?:\.\d{1,6})?))?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?$/i;

/** An ISO 8601 date, or date and time; UTC where it names no offset. */
export function parseMoment(text: string): string | undefined {
  const [, day, minute = '00:00', second = '00', offset = 'Z'] = momentForm.exec(text) ?? [];
  if (day === undefined || !isDay(day)) return undefined;
  const moment = `${day}T${minute}:${second}${offset.toUpperCase()}`;
  return Number.isNaN(Date.parse(moment)) ? undefined : moment;
}

/** `Date` takes 30 February for 2 March, so the day must come back as it went in. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !day.startsWith('0') && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
