import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  draftOf,
  emptyFacts,
  findGaps,
  type Known,
  listAsked,
  tellMeanwhile,
  toNewUser,
} from './fact-draft-rules.ts';

const max = { userId: 102, name: 'Max Example', email: 'max@x.example', isActive: true };
const ben: Known = {
  firstName: 'Ben',
  lastName: 'Example',
  email: 'ben@x.example',
  agentRole: 'Loan Officer',
  accessRole: 'agent',
  manager: max,
};

test('what differs is asked for, without blanks around it, and nothing else', () => {
  const draft = draftOf(ben);
  assert.deepEqual(listAsked(draft, ben), {});
  assert.deepEqual(listAsked({ ...draft, lastName: ' Example ', reason: 'None' }, ben), {});
  assert.deepEqual(
    listAsked({ ...draft, firstName: ' Benno', lastName: '', accessRole: 'manager', managerId: 101 }, ben),
    { firstName: 'Benno', lastName: '', accessRole: 'manager', manager: { userId: 101 } },
  );
});

test('whom nobody is chosen for reports to nobody', () => {
  assert.deepEqual(listAsked({ ...draftOf(ben), managerId: undefined }, ben), { manager: null });
  assert.deepEqual(listAsked(draftOf({ ...ben, manager: null }), { ...ben, manager: null }), {});
});

test('somebody new is asked for by what was filled in', () => {
  const draft = { ...emptyFacts, firstName: 'Noa ', email: ' noa@x.example', agentRole: 'Processor' };
  const noa = { firstName: 'Noa', email: 'noa@x.example', agentRole: 'Processor', accessRole: 'agent' };
  assert.deepEqual(toNewUser(draft), { ...noa, manager: null });
  assert.deepEqual(toNewUser({ ...draft, lastName: 'Lima', managerId: 102, reason: ' Hired ' }), {
    ...{ ...noa, lastName: 'Lima', manager: { userId: 102 }, reason: 'Hired' },
  });
});

test('what is missing and what is no address is said, of what was typed alone', () => {
  assert.deepEqual(Object.keys(findGaps(emptyFacts)), ['firstName', 'email', 'agentRole']);
  const odd = { ...ben, email: 'no address', agentRole: '' };
  assert.deepEqual(findGaps(draftOf(odd), odd), {});
  assert.deepEqual(findGaps({ ...draftOf(odd), email: 'a@@b' }, odd), {
    email: 'The address has more than one @.',
  });
  assert.deepEqual(findGaps({ ...draftOf(ben), firstName: ' ' }, ben), {
    firstName: 'A person needs a first name.',
  });
});

test('what somebody else made of a field is told with both values', () => {
  assert.deepEqual(tellMeanwhile(ben, ben), {});
  assert.deepEqual(tellMeanwhile(ben, { ...ben, lastName: '', manager: null }), {
    lastName: 'Somebody changed it meanwhile from Example to none.',
    managerId: 'Somebody changed it meanwhile from Max Example to nobody.',
  });
});
