/** Whether a version is one of those by which a caller knows what they change; `*`: any. */
export function isMatched(ifMatch: readonly string[], version: string): boolean {
  return ifMatch.includes('*') || ifMatch.includes(version);
}
