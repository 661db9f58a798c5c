import type { LeadHistoryPage, ShownLead } from '../../client/client.ts';
import { wordAskedBy } from '../../contract/rules/asked-by-rules.ts';
import { wordUndone } from '../../contract/rules/undone-rules.ts';
import { wordFact } from '../../contract/words/fact-words.ts';
import { toTable } from '../terminal/table.ts';
import { describeExternalKeys } from './external-key-options.ts';

export function describeLead({ leadId, name, status, source, assignments, ...lead }: ShownLead): string[] {
  const rows = assignments.map(({ user, role, standing, since, roleSince, ...request }) => [
    role,
    standing,
    `${user.name} (${user.userId})${user.isActive ? '' : ', not active'}`,
    since,
    roleSince === since ? '' : roleSince,
    nameCause({ ...request, undone: null }),
  ]);
  const known = (['phone', 'email', 'product', 'amount'] as const).filter((fact) => lead[fact] !== null);
  return [
    [`Lead ${leadId}`, name, status, source].filter((text) => text !== '').join(', '),
    ...toTable([
      ...known.map((fact) => [wordFact(fact), String(lead[fact])]),
      ...describeExternalKeys(lead.externalKeys),
    ]),
    ...(lead.possibleTwins ?? []).map(
      ({ leadId: twin, by }) => `Perhaps the same as lead ${twin}: same ${by.map(wordFact).join(' and ')}.`,
    ),
    ...(rows.length === 0
      ? ['Nobody stands on it.']
      : toTable([['role', 'standing', 'user', 'since', 'in the role since', 'by request'], ...rows])),
  ];
}

/** Who asked for it is told by the request, but for a key that somebody else made. */
export function nameCause(
  cause: Pick<
    LeadHistoryPage['items'][number]['fromRequest'],
    'requestId' | 'requestedBy' | 'keyMadeBy' | 'undone'
  >,
): string {
  const asked = cause.keyMadeBy === null ? '' : ` by ${wordAskedBy(cause)}`;
  return [`${cause.requestId}${asked}`, wordUndone(cause.undone)].filter(Boolean).join(', ');
}
