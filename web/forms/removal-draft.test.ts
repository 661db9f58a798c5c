import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyDraft, findGap, type ReassignDraft, toReassignPlan } from './reassign-draft.ts';

const leads = [1001, 1002];
const selection = { status: ['New'] };
const ask = (members: Partial<ReassignDraft>, whose: Parameters<typeof toReassignPlan>[1]) => {
  const {
    onFailure: _onFailure,
    onDrift: _onDrift,
    ...plan
  } = toReassignPlan({ ...emptyDraft, ...members }, whose);
  return plan;
};

test('a plan for nobody says who is removed, and nothing of a receiver that was filled in before', () => {
  const kind = 'reassign';
  const everybody = { kind, selection, to: null, others: 'all' };
  assert.deepEqual(ask({ removes: 'everybody' }, { selection }), everybody);
  const role = { kind, leads, to: null, agentRole: 'Processor' };
  assert.deepEqual(ask({ removes: 'role', role: ' Processor ' }, { leads }), role);
  const people: Partial<ReassignDraft> = { removes: 'people', people: [12] };
  const remove = [{ userId: 12 }];
  assert.deepEqual(ask(people, { selection }), { kind, selection, to: null, remove });
  assert.deepEqual(ask(people, { leads }), {
    kind,
    rows: leads.map((leadId) => ({ leadId, primary: null, remove })),
  });
});

test('what is missing is said in the words of the form', () => {
  const gap = (members: Partial<ReassignDraft>) => findGap({ ...emptyDraft, ...members });
  assert.equal(gap({ removes: 'everybody' }), undefined);
  assert.match(gap({ removes: 'role' }) ?? '', /role to empty/);
  assert.match(gap({ removes: 'people' }) ?? '', /whom to remove/);
  assert.match(gap({ removes: 'people', people: [1, undefined] }) ?? '', /empty row/);
  assert.match(gap({}) ?? '', /who receives/);
});
