/** Each member `userId` that is an id, at whatever depth of what a request asked for and foresaw; the first so many. */
export function listNamedUsers(told: unknown, most: number): number[] {
  const ids = new Set<number>();
  const waiting: unknown[] = [told];
  for (let at = 0; at < waiting.length && ids.size < most; at += 1) {
    const value = waiting[at];
    if (typeof value !== 'object' || value === null) continue;
    for (const [name, member] of Object.entries(value)) {
      if (name === 'userId' && Number.isSafeInteger(member)) ids.add(Number(member));
      else if (typeof member === 'object') waiting.push(member);
    }
  }
  return [...ids].slice(0, most);
}
