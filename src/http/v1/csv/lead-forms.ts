import type { LeadHistoryPage, ListedLead } from '../../../contract/v1/leads.ts';
import { forEachLeadFact } from '../../../contract/words/fact-words.ts';
import { formOf, personCells } from './csv-form.ts';

type Standing = ListedLead['assignments'][number]['standing'];

export const leadForm = formOf<ListedLead>({
  lead_id: ({ leadId }) => leadId,
  ...forEachLeadFact((fact) => (lead: ListedLead) => lead[fact]),
  created_at: ({ createdAt }) => createdAt,
  revision: ({ revision }) => revision,
  primary: (lead) => nameThose(lead, 'primary'),
  primary_ids: (lead) => listIds(lead, 'primary'),
  secondary: (lead) => nameThose(lead, 'secondary'),
  secondary_ids: (lead) => listIds(lead, 'secondary'),
  attributes: ({ attributes }) => JSON.stringify(attributes),
});

function listThose({ assignments }: ListedLead, standing: Standing) {
  return assignments.filter((each) => each.standing === standing);
}

/** Such as `Lea Example as Loan Officer; Pat Example as Processor`. */
function nameThose(lead: ListedLead, standing: Standing): string {
  return listThose(lead, standing)
    .map(({ name, role }) => `${name} as ${role}`)
    .join('; ');
}

function listIds(lead: ListedLead, standing: Standing): string {
  return listThose(lead, standing)
    .map(({ userId }) => userId)
    .join(';');
}

type Stay = LeadHistoryPage['items'][number];

export const leadHistoryForm = formOf<Stay>({
  ...personCells('user', ({ user }: Stay) => user),
  role: ({ role }) => role,
  standing: ({ standing }) => standing,
  from_at: ({ fromAt }) => fromAt,
  from_request_id: ({ fromRequest }) => fromRequest.requestId,
  from_request_kind: ({ fromRequest }) => fromRequest.kind,
  from_request_by: ({ fromRequest }) => fromRequest.requestedBy?.email,
  from_request_key_made_by: ({ fromRequest }) => fromRequest.keyMadeBy?.email,
  from_request_reason: ({ fromRequest }) => fromRequest.reason,
  from_request_undone: ({ fromRequest }) => fromRequest.undone,
  until_at: ({ untilAt }) => untilAt,
  until_request_id: ({ untilRequest }) => untilRequest?.requestId,
  until_request_kind: ({ untilRequest }) => untilRequest?.kind,
  until_request_by: ({ untilRequest }) => untilRequest?.requestedBy?.email,
  until_request_key_made_by: ({ untilRequest }) => untilRequest?.keyMadeBy?.email,
  until_request_reason: ({ untilRequest }) => untilRequest?.reason,
  until_request_undone: ({ untilRequest }) => untilRequest?.undone,
});
