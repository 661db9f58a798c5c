import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  leadFilterNames,
  readLeadFilters,
  tellLeadFilters,
  toLeadsQuery,
  toSelection,
} from './lead-filters.ts';

const address = {
  q: 'ada',
  asOf: '2026-03-01T00:00:00Z',
  owner: 126,
  role: 'LO',
  standing: 'secondary',
  status: 'New',
  source: ['Web', 'Fair'],
  state: ['CO'],
  attributes: { branch: 'Denver' },
  from: '2026-01-01T00:00:00Z',
  before: '2026-02-01T00:00:00Z',
  archived: true,
  unassigned: true,
  primaryInactive: true,
};

test('every filter of an address is read, asked of the list and of a selection, and told but for the search', () => {
  const read = readLeadFilters({ ...address, sort: 'name' });
  assert.deepEqual(Object.keys(read), leadFilterNames, 'the address has one of each');
  assert.deepEqual(readLeadFilters({ ...read }), read, 'what was read is read alike');
  const asked = {
    q: 'ada',
    asOf: '2026-03-01T00:00:00Z',
    agentRole: 'LO',
    standing: 'secondary',
    status: ['New'],
    source: ['Web', 'Fair'],
    state: ['CO'],
    createdFrom: '2026-01-01T00:00:00Z',
    createdBefore: '2026-02-01T00:00:00Z',
    archived: true,
    unassigned: true,
    primaryInactive: true,
  };
  assert.deepEqual(toLeadsQuery(read), { ...asked, ownerUserId: 126, attributes: '{"branch":"Denver"}' });
  assert.deepEqual(toSelection(read), { ...asked, owner: { userId: 126 }, attributes: { branch: 'Denver' } });
  const pills = tellLeadFilters(read, 'Ada Ash');
  assert.deepEqual(
    pills.map(({ name }) => name),
    leadFilterNames.filter((name) => name !== 'q'),
  );
  assert.ok(pills.some(({ text }) => text === 'Owner: Ada Ash'));
  assert.ok(pills.some(({ text }) => text === 'Web or Fair'));
});

test('what makes no sense in an address filters nothing', () => {
  const read = readLeadFilters({ owner: 'nobody', asOf: 'yesterday', standing: 'third', unassigned: 'yes' });
  assert.deepEqual(read, {});
  assert.deepEqual([toLeadsQuery(read), toSelection(read), tellLeadFilters(read, '')], [{}, {}, []]);
});
