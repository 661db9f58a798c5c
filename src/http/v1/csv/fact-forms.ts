import type { FactHistoryPage } from '../../../contract/v1/facts.ts';
import { formOf } from './csv-form.ts';

type FactEvent = FactHistoryPage['items'][number];

export const factHistoryForm = formOf<FactEvent>({
  at: ({ at }) => at,
  fact: ({ fact }) => fact,
  before: ({ before }) => before,
  after: ({ after }) => after,
  request_id: ({ request }) => request.requestId,
  request_kind: ({ request }) => request.kind,
  request_by: ({ request }) => request.requestedBy?.email,
  request_key_made_by: ({ request }) => request.keyMadeBy?.email,
  request_reason: ({ request }) => request.reason,
  request_undone: ({ request }) => request.undone,
});
