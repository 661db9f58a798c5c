import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LeadHistory } from '../../../test/support/lead-history.ts';
import { user } from '../../../test/support/lead-notation.ts';
import type { OtherUsers } from '../../contract/words/term-words.ts';
import type { Reassignment } from './assignment-rules.ts';
import { listTouchedRoles, type RoleUndo } from './undo-rules.ts';

const ask = (primary: string, others: OtherUsers, listed = ''): Reassignment => ({
  primary: user(primary),
  listed: [...listed].map((letter) => user(letter)),
  others,
});
const [a, b] = [user('a').userId, user('b').userId];
const withoutChange = (undo: RoleUndo) =>
  undo.outcome === 'changed' ? { role: undo.role, outcome: undo.outcome } : undo;

test('who stood before stands again, and no other role is touched', () => {
  const lead = new LeadHistory('LO:A,c PR:X');
  const { undos } = lead.undo(lead.reassign(ask('b', 'same-role')));
  assert.deepEqual(undos.map(withoutChange), [{ role: 'LO', outcome: 'changed' }]);
  assert.equal(lead.toString(), 'LO:A,c PR:X');
});

test('a standing is put back', () => {
  const lead = new LeadHistory('LO:A,c');
  lead.undo(lead.reassign(ask('c', 'keep')));
  assert.equal(lead.toString(), 'LO:A,c');
});

test('undoing a first assignment leaves nobody', () => {
  const lead = new LeadHistory('');
  lead.undo(lead.reassign(ask('a', 'keep')));
  assert.equal(lead.toString(), '');
});

test('undoing an undo gives what the request had left', () => {
  const lead = new LeadHistory('LO:A,c PR:X');
  const { request } = lead.undo(lead.reassign(ask('b', 'all')));
  assert.equal(lead.toString(), 'LO:A,c PR:X');
  lead.undo(request);
  assert.equal(lead.toString(), 'LO:B');
});

test('a request that left the lead alone has nothing to undo', () => {
  const lead = new LeadHistory('LO:A');
  assert.deepEqual(lead.undo(lead.reassign(ask('a', 'keep'))).undos, []);
});

test('the last first: an undo that put back what stood before is no later work', () => {
  const lead = new LeadHistory('LO:A,c');
  const first = lead.reassign(ask('b', 'same-role'));
  const second = lead.reassign(ask('c', 'all'));
  lead.undo(second);
  lead.undo(first);
  assert.equal(lead.toString(), 'LO:A,c');
});

test('the last first, through undos of undos: redone requests can be undone and redone again', () => {
  const lead = new LeadHistory('LO:A');
  const first = lead.reassign(ask('b', 'same-role'));
  const second = lead.reassign(ask('c', 'same-role'));
  const undos = [lead.undo(second).request, lead.undo(first).request];
  assert.equal(lead.toString(), 'LO:A');
  const redos = undos.reverse().map((undo) => lead.undo(undo).request);
  assert.equal(lead.toString(), 'LO:C');
  lead.undo(redos[1] ?? 0);
  assert.equal(lead.toString(), 'LO:B');
  lead.undo(first);
  assert.equal(lead.toString(), 'LO:A');
});

test('an undo that left a role to later work names that work, not work that was undone after it', () => {
  const lead = new LeadHistory('LO:A');
  const first = lead.reassign(ask('b', 'same-role'));
  const later = lead.reassign(ask('c', 'same-role'));
  lead.undo(lead.reassign(ask('d', 'same-role')));
  assert.deepEqual(lead.undo(first).undos, [{ role: 'LO', outcome: 'skipped', laterRequest: later }]);
});

test('whoever a request puts in the place that an undo gave back is later work', () => {
  const lead = new LeadHistory('LO:A');
  const first = lead.reassign(ask('b', 'same-role'));
  lead.undo(lead.reassign(ask('c', 'same-role')));
  lead.reassign(ask('d', 'same-role'));
  const later = lead.reassign(ask('b', 'same-role'));
  assert.deepEqual(lead.undo(first).undos, [{ role: 'LO', outcome: 'skipped', laterRequest: later }]);
});

test('a role with later work is skipped and names the latest, the others are put back', () => {
  const lead = new LeadHistory('LO:A PR:X');
  const request = lead.reassign(ask('b', 'all', 'y'));
  lead.reassign(ask('c', 'same-role'));
  const later = lead.reassign(ask('d', 'same-role'));
  assert.deepEqual(lead.undo(request).undos.map(withoutChange), [
    { role: 'LO', outcome: 'skipped', laterRequest: later },
    { role: 'PR', outcome: 'changed' },
  ]);
  assert.equal(lead.toString(), 'LO:D PR:X');
});

test('later work that happens to bring the same people back is later work still', () => {
  const lead = new LeadHistory('LO:A');
  const request = lead.reassign(ask('b', 'same-role'));
  lead.reassign(ask('c', 'same-role'));
  const later = lead.reassign(ask('b', 'same-role'));
  assert.deepEqual(lead.undo(request).undos, [{ role: 'LO', outcome: 'skipped', laterRequest: later }]);
});

test('later work that came and went is later work still, though the very same rows stand', () => {
  const lead = new LeadHistory('LO:A');
  const request = lead.reassign(ask('b', 'same-role'));
  lead.reassign(ask('b', 'keep', 'c'));
  const later = lead.reassign(ask('b', 'same-role'));
  assert.deepEqual(lead.undo(request).undos, [{ role: 'LO', outcome: 'skipped', laterRequest: later }]);
});

test('a role that others filled and emptied since is later work, though nobody stands in it', () => {
  const lead = new LeadHistory('LO:A PR:X');
  const request = lead.reassign(ask('b', 'all'));
  lead.reassign(ask('y', 'keep'));
  const later = lead.reassign(ask('c', 'all'));
  assert.deepEqual(lead.undo(request).undos, [
    { role: 'LO', outcome: 'skipped', laterRequest: later },
    { role: 'PR', outcome: 'skipped', laterRequest: later },
  ]);
  assert.equal(lead.toString(), 'LO:C');
});

test('a role that was emptied again by an undo alone is as the request left it', () => {
  const lead = new LeadHistory('LO:A PR:X');
  const request = lead.reassign(ask('b', 'all'));
  lead.undo(lead.reassign(ask('y', 'keep')));
  lead.undo(request);
  assert.equal(lead.toString(), 'LO:A PR:X');
});

test('a request is undone once: the second time what its undo put back stays, and the undo is named', () => {
  const lead = new LeadHistory('LO:A');
  const request = lead.reassign(ask('b', 'keep'));
  const first = lead.undo(request);
  assert.deepEqual(lead.undo(request).undos, [{ role: 'LO', outcome: 'unchanged', undoneBy: first.request }]);
});

test('whoever is inactive does not come back', () => {
  const lead = new LeadHistory('LO:A');
  const { undos } = lead.undo(lead.reassign(ask('b', 'same-role')), (userId) => userId !== a);
  assert.deepEqual(undos, [{ role: 'LO', outcome: 'failed', code: 'user-inactive', userId: a }]);
  assert.equal(lead.toString(), 'LO:B');
});

test('whoever is inactive does not become primary again', () => {
  const lead = new LeadHistory('LO:A');
  const { undos } = lead.undo(lead.reassign(ask('b', 'keep')), (userId) => userId !== a);
  assert.deepEqual(undos, [{ role: 'LO', outcome: 'failed', code: 'user-inactive', userId: a }]);
});

test('whoever is inactive steps down again', () => {
  const lead = new LeadHistory('LO:A,b');
  lead.undo(lead.reassign(ask('b', 'keep')), (userId) => userId !== b);
  assert.equal(lead.toString(), 'LO:A,b');
});

test('a move between roles is undone as one', () => {
  const lead = new LeadHistory('LO:A,c PR:X');
  const request = lead.reassign({ primary: user('x', 'LO'), listed: [user('a', 'PR')], others: 'keep' });
  assert.equal(lead.toString(), 'LO:X,c PR:A');
  assert.deepEqual(listTouchedRoles(lead.records, request), ['LO', 'PR']);
  lead.undo(request);
  assert.equal(lead.toString(), 'LO:A,c PR:X');
});

test('a user who stands in another role by later work cannot come back', () => {
  const lead = new LeadHistory('LO:A');
  const request = lead.reassign(ask('b', 'same-role'));
  lead.reassign({ primary: user('a', 'PR'), listed: [], others: 'keep' });
  const { undos } = lead.undo(request);
  assert.deepEqual(undos, [{ role: 'LO', outcome: 'failed', code: 'user-stands-elsewhere', userId: a }]);
  assert.equal(lead.toString(), 'LO:B PR:A');
});

test('a role that cannot be put back keeps its users from the roles they moved from', () => {
  const lead = new LeadHistory('LO:A,c PR:X UW:U');
  const [toProcessor, toUnderwriter] = [user('a', 'PR'), user('x', 'UW')];
  const request = lead.reassign({ primary: user('c'), listed: [toProcessor, toUnderwriter], others: 'keep' });
  assert.equal(lead.toString(), 'LO:C PR:A UW:U,x');
  const later = lead.reassign({ primary: user('u', 'UW'), listed: [user('v', 'UW')], others: 'keep' });
  assert.deepEqual(lead.undo(request).undos, [
    { role: 'LO', outcome: 'failed', code: 'user-stands-elsewhere', userId: a },
    { role: 'PR', outcome: 'failed', code: 'user-stands-elsewhere', userId: user('x').userId },
    { role: 'UW', outcome: 'skipped', laterRequest: later },
  ]);
});
