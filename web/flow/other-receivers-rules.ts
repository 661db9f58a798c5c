import type { ShownRequest } from '../../src/client/client.ts';
import { readMembers } from '../requests/command-rules.ts';

/** Whether somebody receives its rows: where users are taken off leads and nobody comes, nobody can come instead. */
export function namesReceivers({ spec }: Pick<ShownRequest, 'spec'>): boolean {
  const { removes, to } = readMembers(spec);
  return removes !== true || (to !== undefined && to !== null);
}
