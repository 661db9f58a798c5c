import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createTestDatabase } from '../../../test/support/test-database.ts';
import { readInOrg } from '../../database/transaction.ts';
import { listAllUsers } from '../users/list-all-users.ts';
import { createSampleOrganisation } from './create-sample.ts';
import { sampleFacts } from './sample-facts.ts';
import { listSampleUsers } from './sample-user-rules.ts';

const { database, drop } = await createTestDatabase();
after(drop);

const { orgId } = sampleFacts;

async function rowsOf(text: string) {
  return readInOrg(database, orgId, (tx) => tx.read({ text, values: [] }));
}

test('Of two who make the sample at once, one does, and later ones find it there.', async () => {
  const made = await Promise.all([createSampleOrganisation(database), createSampleOrganisation(database)]);
  assert.deepEqual(made.toSorted(), [false, true]);
  assert.equal(await createSampleOrganisation(database), false);
  assert.deepEqual(await rowsOf('select count(*), min(lead_id), max(lead_id) from lead'), [
    { count: 20_000, min: 1_001, max: 21_000 },
  ]);
});

test('Its 240 users stand in a tree of five levels below one head.', async () => {
  const users = await listAllUsers(database, { orgId, userId: null }, { includeInactive: true });
  const managerOf = new Map(users.map((user) => [user.userId, user.managerId]));
  const levels = users.map((user) => {
    let level = 1;
    for (let at = user.managerId; at !== null; at = managerOf.get(at) ?? null) level += 1;
    return level;
  });
  assert.deepEqual(
    [1, 2, 3, 4, 5].map((level) => levels.filter((each) => each === level).length),
    [1, 4, 15, 40, 180],
  );
  assert.equal(new Set(users.map((user) => user.email)).size, 240);
  assert.ok(users.every((user) => user.email.endsWith('@example.com')));
  assert.ok(users.some((user) => !user.isActive));
  assert.deepEqual([...new Set(users.map((user) => user.agentRole))].toSorted(), [
    'Closer',
    'Loan Officer',
    'Loan Officer Assistant',
    'Processor',
    'Underwriter',
  ]);
  const managers = new Set(users.map((user) => user.managerId));
  assert.ok(users.every((user) => user.isActive || !managers.has(user.userId)));
});

test('Its people are the same every time, down to their GUIDs.', () => {
  const [head] = listSampleUsers(orgId);
  assert.deepEqual(
    [head?.userId, head?.email, head?.guid],
    [101, 'amber.alderwick@example.com', '2bb01f08-daed-8459-ac47-66bcda3f0f2f'],
  );
  assert.deepEqual(listSampleUsers(orgId), listSampleUsers(orgId));
  assert.notEqual(listSampleUsers(2)[0]?.guid, head?.guid);
});

test('Every lead obeys the law, and every change leads back to a finished import.', async () => {
  const broken = await rowsOf(`select lead_id, role from assignment where until_at is null
    group by lead_id, role having count(*) filter (where standing = 'primary') <> 1`);
  assert.deepEqual(broken, []);
  const revisions = await rowsOf(`select from lead l where revision <> (
    select count(distinct from_request) from assignment a where a.org_id = l.org_id and a.lead_id = l.lead_id)`);
  assert.deepEqual(revisions, []);
  assert.deepEqual(
    await rowsOf(`select kind, state, sum(total) as total, sum(changed) as changed, count(*) as requests,
        bool_and(finished_at >= started_at) as ended from request group by kind, state`),
    [{ kind: 'import', state: 'done', total: 20_240, changed: 20_240, requests: 51, ended: true }],
  );
  const tooEarly = await rowsOf(`select from assignment join lead using (org_id, lead_id)
    where from_at <= created_at`);
  assert.deepEqual(tooEarly, []);
});

test('What the first examples count on is true.', async () => {
  const users = await listAllUsers(database, { orgId, userId: null }, { includeInactive: true });
  const admin = users.find((user) => user.email === sampleFacts.adminEmail);
  assert.equal(admin?.accessRole, 'administrator');
  const officer = users.find((user) => user.email === sampleFacts.loanOfficer.email);
  assert.deepEqual(
    [officer?.userId, officer?.agentRole, officer?.isActive],
    [sampleFacts.loanOfficer.userId, 'Loan Officer', true],
  );
  const standing = await rowsOf(
    `select user_id from assignment where lead_id = ${sampleFacts.leadId} and standing = 'primary' order by 1`,
  );
  assert.deepEqual(
    standing.map((row) => row.user_id),
    sampleFacts.leadPrimaries,
  );
  const { userGuids, managerGuid } = sampleFacts.managerChange;
  const manager = users.find((user) => user.guid === managerGuid);
  assert.ok(manager?.isActive);
  for (const guid of userGuids) {
    const user = users.find((each) => each.guid === guid);
    assert.ok(user?.isActive && user.managerId !== manager.userId && manager.managerId !== user.userId);
    assert.ok(users.every((each) => each.managerId !== user.userId));
  }
});
