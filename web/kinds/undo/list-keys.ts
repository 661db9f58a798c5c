import type { ShownRequest } from '../../../src/client/client.ts';
import type { Fact } from '../../ui/sections/Facts.tsx';

/** Whether keys that ended with their accounts come back with them. */
export function listKeys({ spec }: ShownRequest<'undo'>): Fact[] {
  return spec.reviveKeys === true ? [['Access keys', 'Come back with their accounts']] : [];
}
