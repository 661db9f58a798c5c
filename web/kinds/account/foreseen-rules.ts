import type { ShownRequest } from '../../../src/client/client.ts';
import { countOf } from '../../../src/contract/rules/count-rules.ts';

/** What will become of each whose account is to end. Of accounts that come back the counts of rows tell all. */
export function tellEnds({ preview }: ShownRequest<'account'>): string[] {
  return (preview?.leavers ?? []).map(({ name, account, keys, left }) => {
    const held = [
      ...(left.leads > 0 ? [`stands on ${countOf(left.leads, 'lead')}`] : []),
      ...(left.reports > 0 ? [`has ${countOf(left.reports, 'direct report')}`] : []),
    ].join(' and ');
    if (account === 'ended') return `The account of ${name} has ended already.`;
    if (account === 'stays') return `The account of ${name} stays: ${name} ${held}.`;
    const andKeys = keys > 0 ? `, and ${countOf(keys, 'access key')} ${keys === 1 ? 'ends' : 'end'}` : '';
    const still = held === '' ? '' : ` ${name} still ${held}, and keeps that.`;
    return `${name} will no longer be able to sign in${andKeys}.${still}`;
  });
}
