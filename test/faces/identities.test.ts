// One law at every door: what was stored is found by its own text, however it is spelt, and no two can be confused.

import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { domainToASCII } from 'node:url';
import { findUserId } from '../../src/cli/remote/user-argument.ts';
import { createKeyFor } from '../../src/core/keys/create-key-for.ts';
import { importLeads } from '../../src/core/kinds/import/import-leads.ts';
import type { ImportReport } from '../../src/core/kinds/import/import-tally.ts';
import { importUsers } from '../../src/core/kinds/import/import-users.ts';
import { letIn } from '../support/sign-in.ts';
import { disguise, drawWords, spell } from '../support/spellings.ts';
import { useWorld } from '../support/use-world.ts';

const orgId = 31;
const options = { allOrNothing: false, newRoles: true, requester: { userId: null, origin: 'cli' } } as const;

const world = useWorld({
  served: 'alone',
  orgId,
  users: { ada: { accessRole: 'administrator' } },
  leads: { 1: ['ada'] },
});
const ada = world.as('ada');

function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

async function takeUsers(rows: readonly (readonly string[])[]): Promise<ImportReport> {
  const lines = rows.map((row) => row.map(quote).join(','));
  const text = `first_name,last_name,email,agent_role,user_id,manager_email\n${lines.join('\n')}\n`;
  return importUsers(world.database, orgId, Readable.from([text]), options);
}

async function get<Body>(path: string): Promise<Body> {
  const answer = await ada.get(path);
  assert.equal(answer.statusCode, 200, `${path} ${answer.body}`);
  return answer.json<Body>();
}

const query = encodeURIComponent;
const one = { leads: [1] };

async function planned(body: object) {
  const { requestId } = await ada.plan(body);
  const [row] = await ada.rows(requestId);
  assert.ok(row);
  return row;
}

async function sent(text: string, ask: string) {
  const answer = await ada.send({
    method: 'POST',
    url: `/api/v1/requests?plan=true&${ask}`,
    headers: { 'content-type': 'text/csv' },
    payload: text,
  });
  assert.equal(answer.statusCode, 201, answer.body);
  const [row] = await ada.rows(answer.json<{ requestId: number }>().requestId);
  assert.ok(row);
  return row;
}

let nextId = 50_000;

/** Each gives the id of whoever an e-mail address names there. */
const emailDoors: Readonly<Record<string, (email: string) => Promise<unknown>>> = {
  'reassign by Insellerate': async (email) => {
    const path = `/api/v2/pub/application/reassign?orgId=${orgId}`;
    const body = { ApplicationId: 1, PrimaryAgent: { Email: email }, UnassignAllOtherUsers: true };
    const answer = await ada.post(path, body);
    assert.equal(answer.statusCode, 200, answer.body);
    const { assignments } = await ada.leads.show(1);
    return assignments[0]?.user.userId;
  },
  'retrieve by LeadSquared': async (email) => {
    const path = `/v2/UserManagement.svc/User/Retrieve/ByEmailAddress?emailAddress=${query(email)}`;
    const [found] = await get<{ UserId: string }[]>(path);
    return (await ada.users.show(found?.UserId ?? '')).userId;
  },
  'who receives': async (email) =>
    (await planned({ kind: 'reassign', ...one, to: { user: { email } } })).receiver?.userId,
  'a row of a body': async (email) =>
    (await planned({ kind: 'reassign', rows: [{ leadId: 1, primary: { email } }] })).receiver?.userId,
  'a row of a file': async (email) =>
    (await sent(`lead_id,primary_email\n1,${quote(email)}\n`, 'kind=reassign')).receiver?.userId,
  'who receives a file': async (email) =>
    (await sent('lead_id\n1\n', `kind=reassign&toEmail=${query(email)}`)).receiver?.userId,
  'a row of managers': async (email) =>
    (await planned({ kind: 'managers', rows: [{ user: { email }, manager: null }] })).userId,
  'a row of managers of a file': async (email) =>
    (await sent(`user_email,manager_email\n${quote(email)},\n`, 'kind=managers')).userId,
  'a leaver': async (email) => {
    const to = { userId: 101 };
    const { leavers } = await ada.plan({
      kind: 'offboard',
      user: { email },
      account: 'end-anyway',
      leads: [{ to: { user: to } }],
      reports: { to },
    });
    return leavers?.[0]?.userId;
  },
  'a search of people': async (email) => {
    const { items } = await get<{ items: { userId: number }[] }>(`/api/v1/users?q=${query(email)}`);
    return items.length === 1 ? items[0]?.userId : items.length;
  },
  'the command line': (email) => findUserId(ada, email.trim()),
  'an access key': async (email) =>
    (await createKeyFor(world.database, { orgId, userId: null }, { email })).userId,
  'a file of leads': async (email) => {
    nextId += 1;
    const text = `lead_id,name,status,source,state,primary_email\n${nextId},L,New,Web,TX,${quote(email)}\n`;
    const { problems } = await importLeads(world.database, orgId, Readable.from([text]), options);
    assert.deepEqual(problems, []);
    return (await ada.leads.show(nextId)).assignments[0]?.user.userId;
  },
  'a manager in a file of users': async (email) => {
    nextId += 1;
    const row = ['U', 'Under', `u${nextId}@example.com`, 'Closer', String(nextId), email];
    assert.deepEqual((await takeUsers([row])).problems, []);
    return (await ada.users.show(nextId)).manager?.userId;
  },
};

const domains = ['example.com', 'bücher.example', 'faß.example'];

function spellEmail(email: string): string[] {
  const [local = '', domain = ''] = email.split('@');
  return [...spell(email), `${local}@${domainToASCII(domain)}`];
}

test('whoever was imported is found by their address, however it is spelt, at every door that takes one', async () => {
  const emails = drawWords(2).map((word, place) => `${word}@${domains[place % domains.length]}`);
  const rows = emails.map((email, place) => ['Some', 'Body', email, 'Closer', String(1001 + place), '']);
  assert.deepEqual((await takeUsers(rows)).problems, []);
  for (const [place, email] of emails.entries()) {
    const spellings = spellEmail(email);
    for (const [turn, [door, find]] of Object.entries(emailDoors).entries()) {
      for (const spelling of [email, spellings[turn % spellings.length] ?? email]) {
        assert.equal(await find(spelling), 1001 + place, `${door}: ${JSON.stringify([email, spelling])}`);
      }
    }
  }
});

test('an address that is spelt otherwise or only reads alike names nobody new', async () => {
  const emails = drawWords(20).map((word) => `v${word}@bücher.example`);
  const rows = emails.map((email, place) => ['Some', 'Body', email, 'Closer', String(2001 + place), '']);
  assert.deepEqual((await takeUsers(rows)).problems, []);
  const twins = emails.flatMap((email) => [...spellEmail(email), ...disguise(email)]);
  const report = await takeUsers(twins.map((email) => ['A', 'Twin', email, 'Closer', '', '']));
  assert.deepEqual([report.imported, report.rejected], [0, twins.length]);
  assert.ok(report.problems.every(({ column }) => column === 'email'));
});

test('whoever set a password by one spelling of their address signs in by another', async () => {
  const email = 'İΣςßo@bücher.example';
  assert.deepEqual((await takeUsers([['Some', 'Body', email, 'Closer', '3001', '']])).problems, []);
  await letIn(world.app, world.database, { orgId, email, password: 'a long enough passphrase' });
  const [, ...others] = spellEmail(email);
  const payload = { email: others.at(-1), password: 'a long enough passphrase' };
  const site = { 'sec-fetch-site': 'same-origin' };
  const answer = await world.app.inject({ method: 'POST', url: '/api/v1/session', payload, headers: site });
  assert.equal(answer.statusCode, 200, answer.body);
});

/** Each tells whether a role is known there, and finds who and what is in it. */
const roleDoors: Readonly<Record<string, (role: string, leadId: number) => Promise<boolean>>> = {
  'a list of users': async (role) => {
    const { items } = await get<{ items: unknown[] }>(`/api/v1/users?agentRole=${query(role)}`);
    return items.length > 0;
  },
  'a list of leads': async (role, leadId) => {
    const { items } = await get<{ items: { leadId: number }[] }>(`/api/v1/leads?agentRole=${query(role)}`);
    return items.length === 1 && items[0]?.leadId === leadId;
  },
  'a list of books': async (role) => {
    const { items } = await get<{ items: { book: number }[] }>(`/api/v1/books?agentRole=${query(role)}`);
    return items.some(({ book }) => book === 1);
  },
  'a selection': async (role) =>
    (await ada.plan({ kind: 'reassign', selection: { agentRole: role }, to: null, others: 'all' })).preview
      .changed === 1,
  'a role to empty': async (role, leadId) =>
    (await ada.plan({ kind: 'reassign', leads: [leadId], to: null, agentRole: role })).preview.changed === 1,
  'a row that empties a role': async (role, leadId) =>
    (await planned({ kind: 'reassign', rows: [{ leadId, primary: null, agentRole: role }] })).planned ===
    'changed',
  'a row of a file that empties a role': async (role, leadId) =>
    (await sent(`lead_id,primary_email,agent_role\n${leadId},nobody,${quote(role)}\n`, 'kind=reassign'))
      .planned === 'changed',
  'a group of an offboarding': async (role, leadId) => {
    const body = { kind: 'offboard', user: { userId: leadId }, account: 'end-anyway' };
    const to = { user: { userId: 101 } };
    return (await ada.plan({ ...body, leads: [{ agentRole: role, to }] })).preview.changed > 0;
  },
};

test('a role is one at every door however it is spelt, and one lead has one primary of it', async () => {
  const roles = drawWords(1).map((word) => `Role ${word} of-it`);
  for (const [place, role] of roles.entries()) {
    const spellings = [...spell(role), role.replaceAll(' ', '\u00A0 '), role.replace('-', '\u2010')];
    const leadId = 4001 + 100 * place;
    const rows = spellings.map((each, at) => [
      'In',
      'Role',
      `r${leadId + at}@example.com`,
      each,
      String(leadId + at),
      '',
    ]);
    assert.deepEqual((await takeUsers(rows)).problems, []);
    const text = `lead_id,name,status,source,state\n${leadId},L,New,Web,TX\n`;
    await importLeads(world.database, orgId, Readable.from([text]), options);
    for (const at of [...spellings.keys()].reverse()) {
      const to = { user: { userId: leadId + at } };
      await ada.make({ kind: 'reassign', leads: [leadId], to, others: 'same-role' });
    }
    const { assignments } = await ada.leads.show(leadId);
    assert.deepEqual(
      assignments.map((each: { user: { userId: number } }) => each.user.userId),
      [leadId],
    );
    for (const [turn, [door, isFound]] of Object.entries(roleDoors).entries()) {
      for (const spelling of [role, spellings[turn % spellings.length] ?? role]) {
        assert.ok(await isFound(spelling, leadId), `${door}: ${JSON.stringify([role, spelling])}`);
      }
    }
    const twins = [...disguise(role), role.replace('-', ' '), role.replace(' ', '')];
    const report = await takeUsers(
      twins.map((each, at) => ['A', 'Twin', `t${leadId + at}@example.com`, each, '', '']),
    );
    assert.deepEqual([report.imported, report.rejected], [0, twins.length]);
  }
});

test('a status is one however it is spelt, and leads are found by any spelling of it', async () => {
  const status = `Ready ${drawWords(1)[0]}`;
  const spellings = spell(status);
  const rows = spellings.map((each, at) => `${6001 + at},L,${quote(each)},Web,TX`);
  const text = `lead_id,name,status,source,state\n${rows.join('\n')}\n7001,L,a\u200Bb,Web,TX\n`;
  const report = await importLeads(world.database, orgId, Readable.from([text]), options);
  assert.match(
    report.problems[0]?.reason ?? '',
    /`status` has a character in it that nobody sees \(U\+200B\)/,
  );
  for (const each of spellings) {
    const { items } = await get<{ items: unknown[] }>(`/api/v1/leads?status=${query(each)}`);
    assert.equal(items.length, spellings.length, JSON.stringify(each));
  }
});
