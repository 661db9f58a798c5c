import type { ShownRequest } from '../../../src/client/client.ts';
import { readMembers } from '../../requests/command-rules.ts';
import type { Fact } from '../../ui/sections/Facts.tsx';

/** Whether keys that ended with their accounts come back with them. */
export function listKeys({ spec }: ShownRequest): Fact[] {
  return readMembers(spec).reviveKeys === true ? [['Access keys', 'Come back with their accounts']] : [];
}
