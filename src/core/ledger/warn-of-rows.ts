import type { ForeseenCounts } from '../../contract/rules/foreseen-rules.ts';
import type { PlanWarning } from './plan-rules.ts';

/** What rows will not go as asked. Those that find no room are told apart, and counted in no other sentence. */
export function warnOfRows({
  failed,
  withoutRoom = 0,
  skipped = 0,
  changedInPart = 0,
}: ForeseenCounts): PlanWarning[] {
  const other = withoutRoom > 0 ? 'other ' : '';
  return [
    warn('no-room', withoutRoom, {
      one: "1 row will fail: its lead fits into no receiver's book and stays as it is.",
      many: (rows) => `${rows} rows will fail: their leads fit into no receiver's book and stay as they are.`,
    }),
    warn('rows-will-fail', failed - withoutRoom, {
      one: `1 ${other}row will fail; it says why.`,
      many: (rows) => `${rows} ${other}rows will fail; each says why.`,
    }),
    warn('later-changes', skipped, {
      one: '1 row was changed later and will be left alone.',
      many: (rows) => `${rows} rows were changed later and will be left alone.`,
    }),
    warn('roles-left-alone', changedInPart, {
      one: '1 row will change in part; it says which roles are left alone, and why.',
      many: (rows) => `${rows} rows will change in part; each says which roles are left alone, and why.`,
    }),
  ].flat();
}

function warn(
  code: PlanWarning['code'],
  rows: number,
  { one, many }: { one: string; many: (rows: string) => string },
): PlanWarning[] {
  return rows === 0 ? [] : [{ code, message: rows === 1 ? one : many(rows.toLocaleString('en')) }];
}
