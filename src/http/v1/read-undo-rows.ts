import { Refusal } from '../../contract/refusal.ts';
import type { UndoPlan } from '../../contract/v1/undo.ts';
import type { UndoAsk } from '../../core/requests/undo-request.ts';

/** Which rows a body asks to undo, in core's words. */
export function readUndoRows({ leads, users, outcome }: UndoPlan): UndoAsk['rows'] {
  if (outcome && (leads ?? users)) {
    throw new Refusal('invalid-input', {
      field: 'outcome',
      message: 'Say which rows in one way: by leads and users, or by their outcome.',
    });
  }
  const references = users?.map((user) => (typeof user === 'object' ? user : { userId: user }));
  return { leads, users: references, outcome };
}
