import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestRowPage } from '../../src/client/client.ts';
import { tellSide } from '../../src/contract/rules/move-rules.ts';
import { listFactLines, nameUserOf, tellPart, wordFactLine } from './row-rules.ts';

type Row = RequestRowPage['items'][number];

const row = { row: 2, outcome: 'failed' } as const;
const ana = { userId: 126, name: 'Ana Example', email: 'ana@example.com', isActive: true };
const input = { user: { userId: 9 }, manager: { email: 'gone@example.com' } };

const cases: { name: string; row: Row; user: unknown; receiver: unknown }[] = [
  {
    name: 'a change from somebody to nobody',
    row: { ...row, userId: 126, user: ana, receiver: null },
    user: { person: ana },
    receiver: { text: 'nobody' },
  },
  {
    name: 'a manager who is unknown is not nobody',
    row: { ...row, userId: 126, user: ana, receiver: null, input },
    user: { person: ana },
    receiver: { text: 'gone@example.com' },
  },
  {
    name: 'a user who is unknown',
    row: { ...row, userId: null, receiver: null, input },
    user: { text: 'user 9' },
    receiver: { text: 'gone@example.com' },
  },
  {
    name: 'a user who is unknown, and nobody as asked',
    row: { ...row, userId: null, receiver: null, input: { user: { email: 'x@example.com' }, manager: null } },
    user: { text: 'x@example.com' },
    receiver: { text: 'nobody' },
  },
  {
    name: 'a row that came by the LeadSquared contract',
    row: { ...row, userId: null, input: { userGuid: 'a-1', managerGuid: 'b-2' } },
    user: { text: 'a-1' },
    receiver: { text: 'b-2' },
  },
  {
    name: 'a lead that fits nowhere goes to no one who could be named',
    row: { ...row, leadId: 1001, receiver: null },
    user: undefined,
    receiver: undefined,
  },
  {
    name: 'a lead that nobody is to receive',
    row: { ...row, leadId: 1001, receiver: null, input: { primary: null } },
    user: undefined,
    receiver: { text: 'nobody' },
  },
  {
    name: 'a lead for somebody unknown',
    row: { ...row, leadId: 1001, receiver: null, input: { primary: { email: 'gone@example.com' } } },
    user: undefined,
    receiver: { text: 'gone@example.com' },
  },
  {
    name: 'the account of an offboarding',
    row: { ...row, part: 'account', userId: 126, receiver: null },
    user: { text: 'user 126' },
    receiver: undefined,
  },
];

for (const { name, row: told, user, receiver } of cases) {
  test(`a row tells whom it is about and to whom it goes: ${name}`, () => {
    assert.deepEqual(nameUserOf(told), user);
    assert.deepEqual(tellSide(told, 'after'), receiver);
  });
}

test('a reporting line and an account are told apart, and the manager before is told where it is known', () => {
  assert.equal(tellPart({ part: 'reporting-line' }), 'reporting line');
  assert.equal(tellPart({ part: 'account' }), 'account');
  assert.equal(tellPart({ part: 'lead' }), 'lead');
  assert.equal(tellPart({}), undefined);
  assert.equal(tellSide({ ...row, leadId: 1 }, 'before'), undefined);
  assert.deepEqual(tellSide({ ...row, managerBefore: null }, 'before'), { text: 'nobody' });
  assert.deepEqual(tellSide({ ...row, managerBefore: ana }, 'before'), { users: [{ user: ana }] });
});

const noa = {
  firstName: 'Noa',
  lastName: 'Lima',
  email: 'noa@x.example',
  agentRole: 'Processor',
  accessRole: 'agent',
};

test('somebody who is not there is named by the name and the e-mail that were asked for, and by what they were to be', () => {
  const planned: Row = {
    ...row,
    part: 'account',
    userId: null,
    input: { user: { email: noa.email }, facts: noa },
  };
  assert.deepEqual(nameUserOf(planned), { text: 'Noa Lima', email: noa.email });
  assert.deepEqual(listFactLines(planned)?.map(wordFactLine), ['to be new, as Processor, agent']);
  const came: Row = { ...planned, account: { before: 'none', after: 'active' } };
  assert.deepEqual(listFactLines(came)?.map(wordFactLine), ['new, as Processor, agent']);
  const nameless = { ...planned, input: { user: { email: noa.email }, facts: { ...noa, lastName: '' } } };
  assert.deepEqual(nameUserOf(nameless), { text: 'Noa', email: noa.email });
});

test('a row about facts tells each from what to what, and where it changes none, what was asked for', () => {
  const input = { facts: { lastName: 'Lima', agentRole: 'Procesor' } };
  const changes = [
    { fact: 'lastName', before: 'Example', after: 'Lima' },
    { fact: 'email', before: null, after: 'ana@lima.example' },
  ];
  assert.deepEqual(listFactLines({ ...row, part: 'facts', userId: 126, input, changes })?.map(wordFactLine), [
    'last name Example → Lima',
    'e-mail none → ana@lima.example',
  ]);
  assert.deepEqual(listFactLines({ ...row, part: 'facts', userId: 126, input })?.map(wordFactLine), [
    'last name Lima',
    'agent role Procesor',
  ]);
  assert.deepEqual(
    nameUserOf({ ...row, part: 'facts', userId: null, input: { ...input, user: { userId: 9 } } }),
    {
      text: 'user 9',
    },
  );
});

test('a row about a line, a lead or an account that ends tells of no facts', () => {
  assert.equal(listFactLines({ ...row, part: 'reporting-line', userId: 126, receiver: null }), undefined);
  assert.equal(listFactLines({ ...row, leadId: 1001, receiver: null }), undefined);
  assert.equal(
    listFactLines({ ...row, part: 'account', userId: 126, account: { before: 'active', after: 'ended' } }),
    undefined,
  );
});
