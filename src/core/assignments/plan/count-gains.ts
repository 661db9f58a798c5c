import type { AssignmentChange } from '../../law/assignment-rules.ts';

/** By how much rows make the book of each of these users grow or shrink. */
export function countGains(
  rows: readonly { change: AssignmentChange | undefined }[],
  userIds: ReadonlySet<number>,
): Record<number, number> {
  const gains: Record<number, number> = {};
  for (const { change } of rows) {
    for (const [slots, by] of [
      [change?.close ?? [], -1],
      [change?.open ?? [], 1],
    ] as const) {
      for (const { userId, standing } of slots) {
        if (standing === 'primary' && userIds.has(userId)) gains[userId] = (gains[userId] ?? 0) + by;
      }
    }
  }
  return gains;
}
