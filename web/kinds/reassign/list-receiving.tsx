import type { ShownRequest } from '../../../src/client/client.ts';
import { AskedPeople, AskedReceivers } from '../../requests/AskedReceivers.tsx';
import { othersWords, termNames, wordFor } from '../../requests/terms-rules.ts';
import type { Fact } from '../../ui/sections/Facts.tsx';
import { readReassignment } from './asked-rules.ts';

/** Who receives, and what becomes of the others. */
export function listReceiving({ spec }: ShownRequest<'reassign'>): Fact[] {
  const asked = readReassignment(spec);
  const { isForNobody, role, removed } = asked;
  const saysOthers = !isForNobody || asked.others === 'all';
  const forAll = saysOthers ? wordFor(othersWords, asked.others) : undefined;
  const others = asked.isOthersByRow ? 'As each row says' : forAll;
  return [
    ...(asked.split ? [['To', <AskedReceivers key="to" split={asked.split} />] as const] : []),
    ...(isForNobody ? [['To', 'Nobody'] as const] : []),
    ...(role === undefined ? [] : [['Removed', `Everybody as ${role}`] as const]),
    ...(removed.length > 0 ? [['Removed', <AskedPeople key="removed" people={removed} />] as const] : []),
    ...(others === undefined ? [] : [[termNames.others, others] as const]),
  ];
}
