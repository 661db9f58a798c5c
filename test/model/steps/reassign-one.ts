// The Insellerate face: one lead, and the answer comes once it is done.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { leadIds, type Organisation, unknownLead } from '../organisation.ts';
import type { Product } from '../product.ts';
import { type Others, reassign } from '../rules/lead-rules.ts';
import { findActive, type Person, type Reference } from '../rules/people.ts';
import { stepsOf } from '../step.ts';
import { anyReference, asAgent } from './references.ts';

interface Ask {
  leadId: number;
  primary: Reference;
  listed: Reference[];
  flag: boolean | null | undefined;
  leadAsDigits: boolean;
}

const anyLead = fc.oneof({ weight: 40, arbitrary: fc.constantFrom(...leadIds) }, fc.constant(unknownLead));

export const reassigning = stepsOf(
  'reassign',
  fc.record<Ask>({
    leadId: anyLead,
    primary: anyReference,
    listed: fc.array(anyReference, { maxLength: 3 }),
    flag: fc.constantFrom(true, true, false, null, undefined),
    leadAsDigits: fc.boolean(),
  }),
  async ({ leadId, primary, listed, flag, leadAsDigits }, organisation, product) => {
    const { people } = organisation;
    const body = {
      ApplicationId: leadAsDigits ? String(leadId) : leadId,
      PrimaryAgent: asAgent(people, primary),
      Assignments: listed.map((each) => asAgent(people, each)),
      UnassignAllOtherUsers: flag,
    };
    const { orgId } = product;
    const told = await product.post<Envelope>(`/api/v2/pub/application/reassign?orgId=${orgId}`, body);
    const others = flag === true ? 'same-role' : 'keep';
    assertDone(told, organisation, { leadId, primary, listed, others });
  },
);

export const assigning = stepsOf(
  'AssignUser',
  fc.record({ leadId: anyLead, user: anyReference }),
  async ({ leadId, user }, organisation, product) => {
    const told = await assignUser(product, leadId, asAgent(organisation.people, user));
    assertDone(told, organisation, { leadId, primary: user, listed: [], others: 'keep' });
  },
);

function assignUser(product: Product, leadId: number, agent: object) {
  return product.post<Envelope>(`/api/integration/AssignUser?applicationId=${leadId}`, agent);
}

interface Envelope {
  StatusCode: 1 | 2;
  Data: { ApplicationId: number; RequestId: string } | null;
  Errors: { Code: string }[] | null;
}

interface Single {
  leadId: number;
  primary: Reference;
  listed: readonly Reference[];
  others: Others;
}

function assertDone(told: { status: number; body: Envelope }, organisation: Organisation, ask: Single): void {
  assert.equal(told.status, 200);
  const requestId = Number(told.body.Data?.RequestId);
  const people = findAll(organisation, ask);
  if ('code' in people) {
    assert.deepEqual([told.body.StatusCode, told.body.Errors?.[0]?.Code], [2, people.code]);
    return;
  }
  assert.equal(told.body.StatusCode, 1, JSON.stringify(told.body));
  const lead = organisation.lead(ask.leadId);
  const doing = organisation.begin(requestId);
  const [primary, ...listed] = people.found;
  assert.ok(primary);
  const changed = lead.become(reassign(lead.places, { primary, listed, others: ask.others }, doing), doing);
  const row = { subject: { lead: lead.leadId }, outcome: changed ? 'changed' : 'unchanged' } as const;
  organisation.end({ ...doing, requestId, kind: 'single', rows: [row] });
}

/** The lead, the primary, everybody listed: the first that is not as it must be says why nothing changes. */
function findAll(
  { leads, people }: Organisation,
  { leadId, primary, listed }: Single,
): { found: Person[] } | { code: string } {
  if (!leads.has(leadId)) return { code: 'lead-not-found' };
  const found: Person[] = [];
  for (const reference of [primary, ...listed]) {
    const named = findActive(people, reference);
    if ('code' in named) return named;
    found.push(named.person);
  }
  return { found };
}
