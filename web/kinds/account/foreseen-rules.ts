import type { ShownRequest } from '../../../src/client/client.ts';
import { countOf } from '../../../src/contract/rules/count-rules.ts';

/** What will become of each whose account is to end; what will be left of them is among the warnings. */
export function tellEnds({ preview }: ShownRequest<'account'>): string[] {
  return (preview?.leavers ?? []).map(({ name, account, keys }) => {
    if (account === 'ended') return `The account of ${name} has ended already.`;
    if (account === 'stays') return `The account of ${name} stays, since something will be left.`;
    const andKeys = keys > 0 ? ` ${countOf(keys, 'access key')} ${keys === 1 ? 'ends' : 'end'}.` : '';
    return `${name} will no longer be able to sign in.${andKeys}`;
  });
}
