// Whether the product shows what the rules say.

import assert from 'node:assert/strict';
import type { Organisation } from './organisation.ts';
import type { Product } from './product.ts';
import type { Lead, Stay } from './rules/lead.ts';
import type { Place } from './rules/lead-rules.ts';

interface ShownPlace {
  user: { userId: number };
  role: string;
  standing: string;
  requestId: number;
}

/** What was touched since the last look. */
export async function compareTouched(organisation: Organisation, product: Product): Promise<void> {
  const { leads, users } = organisation.touched;
  for (const leadId of leads)
    if (organisation.leads.has(leadId)) await compareLead(organisation.lead(leadId), product);
  if (users.size > 0) await comparePeople(organisation, product);
  leads.clear();
  users.clear();
}

/** Everything, history included. */
export async function compareAll(organisation: Organisation, product: Product): Promise<void> {
  for (const lead of organisation.leads.values()) {
    await compareLead(lead, product);
    await compareHistory(lead, product);
  }
  await comparePeople(organisation, product);
}

async function compareLead(lead: Lead, product: Product): Promise<void> {
  const shown = await product.get<{ assignments: ShownPlace[] }>(`/api/v1/leads/${lead.leadId}`);
  const told = shown.assignments.map(({ user, role, standing, requestId }) => [
    user.userId,
    role,
    standing,
    requestId,
  ]);
  const expected = lead.places.map(({ userId, role, standing, by }) => [userId, role, standing, by]);
  assert.deepEqual(sorted(told), sorted(expected), `lead ${lead.leadId}`);
}

interface ShownStay extends ShownPlace {
  fromAt: string;
  fromRequest: { requestId: number };
  untilRequest: { requestId: number } | null;
}

/** Every row that ever was, and the lead as of a moment within one of them. */
async function compareHistory(lead: Lead, product: Product): Promise<void> {
  const path = `/api/v1/leads/${lead.leadId}`;
  const { items } = await product.get<{ items: ShownStay[] }>(`${path}/history?limit=1000`);
  const told = items.map((row) => [
    row.user.userId,
    row.role,
    row.standing,
    row.fromRequest.requestId,
    row.untilRequest?.requestId ?? null,
  ]);
  assert.deepEqual(sorted(told), sorted(lead.history.map(expectStay)), `history of lead ${lead.leadId}`);
  const middle = items[Math.floor(items.length / 2)];
  if (!middle) return;
  const then = await product.get<{ assignments: ShownPlace[] }>(`${path}?asOf=${middle.fromAt}`);
  const past = lead.past.findLast(({ by }) => by === middle.fromRequest.requestId);
  const shown = then.assignments.map(({ user, role, standing }) => [user.userId, role, standing]);
  assert.deepEqual(
    sorted(shown),
    sorted((past?.places ?? []).map(expectPlace)),
    `${path} as of ${middle.fromAt}`,
  );
}

function expectStay({ userId, role, standing, by, until }: Stay): unknown[] {
  return [userId, role, standing, by, until];
}

function expectPlace({ userId, role, standing }: Place): unknown[] {
  return [userId, role, standing];
}

interface ShownUser {
  userId: number;
  agentRole: string;
  isActive: boolean;
  isAvailable: boolean;
  manager: { userId: number } | null;
}

/** Who does what, who reports to whom, and whose account has ended. */
async function comparePeople(organisation: Organisation, product: Product): Promise<void> {
  const { items } = await product.get<{ items: ShownUser[] }>('/api/v1/users?limit=1000');
  const told = items.map(({ userId, agentRole, isActive, isAvailable, manager }) => [
    userId,
    agentRole,
    isActive,
    isAvailable,
    manager?.userId ?? null,
  ]);
  const expected = [...organisation.people.values()].map(({ userId, role, isActive, isAvailable }) => [
    userId,
    role,
    isActive,
    isAvailable,
    organisation.line(userId).now,
  ]);
  assert.deepEqual(sorted(told), sorted(expected), 'the people');
}

function sorted(rows: readonly unknown[][]): string[] {
  return rows.map((row) => JSON.stringify(row)).sort();
}
