/** Attributes of leads as filters hold them: in the address by name, in a field as `branch = Denver`. */

export function readAttributes(value: unknown): Record<string, string> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const read = Object.entries(value).flatMap(([name, of]) => {
    const isText = typeof of === 'string' || typeof of === 'number';
    return isText && name.trim() !== '' ? [[name, String(of)] as const] : [];
  });
  return read.length > 0 ? Object.fromEntries(read) : undefined;
}

/** What is no name with a value is left out; of one name the last value counts. */
export function parseAttributes(texts: readonly string[]): Record<string, string> | undefined {
  const pairs = texts.flatMap((text) => {
    const [name = '', ...value] = text.split('=');
    return value.length > 0 && name.trim() !== '' ? [[name.trim(), value.join('=').trim()] as const] : [];
  });
  return pairs.length > 0 ? Object.fromEntries(pairs) : undefined;
}

export function spellAttributes(attributes: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(attributes).flatMap(([name, value]) =>
    typeof value === 'string' ? [`${name} = ${value}`] : [],
  );
}
