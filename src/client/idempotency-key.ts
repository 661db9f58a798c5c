/** A key that nobody else makes. Not `crypto.randomUUID`: browsers have it on secure pages only. */
export function makeIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
