import { Refusal } from '../../contract/refusal.ts';
import { refuseDoubledIn } from '../../contract/rules/doubled-rules.ts';
import type { UndoPlan } from '../../contract/v1/kinds/undo.ts';
import type { UndoAsk } from '../../core/requests/make/undo-request.ts';

/** Which rows a body asks to undo, in core's words. */
export function readUndoRows({ leads, users, ...all }: UndoPlan): UndoAsk['rows'] {
  const { outcome, exceptLeads, exceptUsers } = all;
  refuseDoubledIn(exceptLeads, 'exceptLeads', 'Lead');
  refuseDoubledIn(exceptUsers, 'exceptUsers', 'User');
  if ((outcome ?? exceptLeads ?? exceptUsers) && (leads ?? users)) {
    throw new Refusal('invalid-input', {
      field: outcome ? 'outcome' : exceptLeads ? 'exceptLeads' : 'exceptUsers',
      message: 'Say which rows in one way: by leads and users, or by their outcome and what is left out.',
    });
  }
  const references = users?.map((user) => (typeof user === 'object' ? user : { userId: user }));
  return { leads, users: references, outcome, exceptLeads, exceptUsers };
}
