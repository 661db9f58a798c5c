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
