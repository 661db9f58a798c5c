import assert from 'node:assert/strict';
import { test } from 'node:test';
import { draftOf, findFaults, listAsked, sayNewFacts, typeMore, typeOver } from './lead-draft-rules.ts';

const lead = {
  ...{ leadId: 1, name: 'Elm Street 4', status: 'New', source: 'Web', state: '' },
  ...{ phone: null, email: 'elm@x.example', product: null, amount: 250_000.5 },
  ...{
    attributes: { branch: 'Denver', rooms: 4 },
    externalKeys: {},
    revision: 0,
    version: '"0-a"',
    assignments: [],
    isArchived: false,
    possibleTwins: [],
  },
};

test('what is typed is asked for where it differs, and what is emptied is taken away', () => {
  const draft = draftOf(lead);
  assert.deepEqual(listAsked(draft, lead), {});
  assert.deepEqual(listAsked({ ...draft, name: ' Elm Street 4 ', reason: 'Why' }, lead), {});
  const typed = {
    ...draft,
    status: 'Won ',
    source: '',
    attributes: { branch: ' ', rooms: '5' },
    ...{ newName: ' dog ', newValue: 'Rex' },
  };
  assert.deepEqual(listAsked(typed, lead), {
    status: 'Won',
    source: '',
    attributes: { branch: null, rooms: '5', dog: 'Rex' },
  });
});

test('an attribute is added to nothing where it has no name, or no value', () => {
  const draft = draftOf(lead);
  assert.deepEqual(listAsked({ ...draft, newValue: 'Rex' }, lead), {});
  assert.deepEqual(listAsked({ ...draft, newName: 'dog' }, lead), {});
});

test('what others changed meanwhile is not asked back by what was typed before it was read', () => {
  const typed = typeMore(typeMore({}, { status: 'Won' }), { attributes: { branch: 'Boulder' } });
  const fresh = { ...lead, source: 'Fair', attributes: { ...lead.attributes, dog: 'Rex' } };
  assert.deepEqual(listAsked(typeOver(draftOf(fresh), typed), fresh), {
    status: 'Won',
    attributes: { branch: 'Boulder' },
  });
});

test('an amount is asked for as a number, a blank one as none, and what is neither it nor an address is told', () => {
  const draft = draftOf(lead);
  assert.deepEqual([draft.phone, draft.amount], ['', '250000.5']);
  const typed = { ...draft, phone: ' +1 303 555 0142 ', email: ' ', amount: '300000.00' };
  assert.deepEqual(listAsked(typed, lead), { phone: '+1 303 555 0142', email: null, amount: 300_000 });
  assert.deepEqual(listAsked({ ...draft, amount: '' }, lead), { amount: null });
  assert.deepEqual(sayNewFacts({ ...draft, email: '', amount: '0' }), {
    ...{ name: 'Elm Street 4', status: 'New', source: 'Web', amount: 0 },
  });
  assert.deepEqual(findFaults({ ...draft, email: 'elm', amount: '1,000' }, lead), {
    email: 'The address has no @.',
    amount: 'Write a number with at most two decimals, such as 250000.50.',
  });
  assert.deepEqual(findFaults(draft, lead), {});
});
