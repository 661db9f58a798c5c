import assert from 'node:assert/strict';
import { readJson } from '../support/call-server.ts';
import { type Case, people, primariesOn, type World } from './begin-case.ts';

const { cy, dee, eli } = people;
const [first, second, third] = [7, 8, 9] as const;

function split(mode: 'even' | 'level', ...userIds: number[]) {
  return { distribution: { mode, receivers: userIds.map((userId) => ({ user: { userId } })) } };
}

async function outcomesOf({ baton }: World, requestId: number) {
  const { items } = await baton.requests.rows(requestId).first();
  return items.map(({ leadId, outcome, code }) => ({ leadId, outcome, code }));
}

/** What becomes of leads and reporting lines, and of whoever asked for it. */
export const changeCases: readonly Case[] = [
  {
    says: 'a call that is repeated by its key takes back nothing that came after it',
    play: async (world) => {
      const call = (userId: number, key: string) =>
        world.reassign(
          { ApplicationId: first, PrimaryAgent: { UserId: userId } },
          { 'idempotency-key': key },
        );
      const asked = await call(cy, 'feed-1');
      await call(dee, 'feed-2');
      const again = await call(cy, 'feed-1');
      const requestOf = (answer: typeof asked) =>
        readJson<{ Data: { RequestId: string } }>(answer).Data.RequestId;
      assert.equal(requestOf(again), requestOf(asked));
      assert.deepEqual(await primariesOn(world, first), [dee]);
    },
  },
  {
    says: 'a member that is named twice is refused, and nothing is changed by the last of them',
    play: async (world) => {
      const body = '{"ApplicationId":7,"PrimaryAgent":{"UserId":3},"PrimaryAgent":{"UserId":4}}';
      const answer = await world.reassign(body);
      assert.deepEqual([answer.status, readJson<{ StatusCode: number }>(answer).StatusCode], [400, 2]);
      assert.match(answer.text, /PrimaryAgent twice/);
      assert.deepEqual(await primariesOn(world, first), []);
    },
  },
  {
    says: 'a lead can be left to nobody, by its id, by a filter and by a file, foreseen and undone',
    play: async (world) => {
      const others = 'all';
      const { requestId, counts } = await world.make({
        kind: 'reassign',
        rows: [{ leadId: 1, primary: null }],
        others,
      });
      assert.deepEqual([counts.changed, await primariesOn(world, 1)], [1, []]);
      const selected = { kind: 'reassign', selection: { owner: { userId: cy } }, to: null, others } as const;
      assert.equal((await world.baton.requests.plan(selected)).preview?.emptied, 5);
      const file = 'lead_id,primary_email\n2,nobody\n';
      const { preview } = await world.baton.requests.createFromCsv(
        file,
        { kind: 'reassign', others },
        { plan: true },
      );
      assert.equal(preview?.emptied, 1);
      await world.baton.requests.wait((await world.baton.requests.undo(requestId)).requestId);
      assert.deepEqual(await primariesOn(world, 1), [cy]);
    },
  },
  {
    says: 'whoever is away when a plan runs gets nothing silently, and whoever is named while away is told of',
    play: async (world) => {
      const { baton } = world;
      const leads = [first, second, third, 10];
      const { requestId } = await baton.requests.plan({
        kind: 'reassign',
        leads,
        to: split('even', cy, dee),
      });
      await baton.users.setAvailability(dee, false);
      await baton.requests.run(requestId);
      await baton.requests.wait(requestId);
      const failed = (await outcomesOf(world, requestId)).filter(({ outcome }) => outcome === 'failed');
      assert.deepEqual(
        failed.map(({ code }) => code),
        ['receiver-unavailable', 'receiver-unavailable'],
      );
      const { preview } = await baton.requests.plan({
        kind: 'reassign',
        leads: [11],
        to: { user: { userId: dee } },
      });
      assert.deepEqual(
        preview?.warnings.map(({ code, userId }) => [code, userId]),
        [['receiver-unavailable', dee]],
      );
    },
  },
  {
    says: 'a split can level the books, where an even one adds to what each has',
    play: async ({ baton }) => {
      const books = async (mode: 'even' | 'level') => {
        const leads = [7, 8, 9, 10, 11, 12];
        const { preview } = await baton.requests.plan({ kind: 'reassign', leads, to: split(mode, cy, dee) });
        return Object.fromEntries(preview?.books.map(({ userId, bookAfter }) => [userId, bookAfter]) ?? []);
      };
      assert.deepEqual(await books('even'), { [cy]: 9, [dee]: 3 });
      assert.deepEqual(await books('level'), { [cy]: 6, [dee]: 6 });
    },
  },
  {
    says: 'a retry can hand what failed to somebody else',
    play: async (world) => {
      const { baton } = world;
      const { requestId } = await baton.requests.plan({
        kind: 'reassign',
        leads: [first, second],
        to: { user: { userId: eli } },
      });
      await world.endAccount('eli');
      await baton.requests.run(requestId);
      assert.equal((await baton.requests.wait(requestId)).counts.failed, 2);
      const retry = await baton.requests.retry(requestId, { to: { user: { userId: dee } } });
      assert.equal((await baton.requests.wait(retry.requestId)).counts.changed, 2);
      assert.deepEqual(await primariesOn(world, second), [dee]);
    },
  },
  {
    says: 'several leave by one plan, none of them receives, and one undo brings all back',
    play: async (world) => {
      const { baton } = world;
      const leads = [{ to: { user: { userId: eli } } }];
      const leavers = [{ userId: cy }, { userId: dee }];
      const body = { kind: 'offboard', users: leavers, leads, account: 'end-anyway' } as const;
      await assert.rejects(baton.requests.plan({ ...body, leads: [{ to: { user: { userId: dee } } }] }));
      const { requestId } = await baton.requests.create(body);
      assert.equal((await baton.requests.wait(requestId)).counts.failed, 0);
      assert.deepEqual(await primariesOn(world, 1), [eli]);
      await baton.requests.wait((await baton.requests.undo(requestId)).requestId);
      assert.deepEqual(await primariesOn(world, 1), [cy]);
      assert.deepEqual(
        [(await baton.users.show(cy)).isActive, (await baton.users.show(dee)).isActive],
        [true, true],
      );
    },
  },
  {
    says: 'an undo of one lead leaves the others of its request alone',
    play: async (world) => {
      const { requestId } = await world.make({
        kind: 'reassign',
        selection: { owner: { userId: cy } },
        to: { user: { userId: dee } },
        others: 'same-role',
      });
      const undo = await world.baton.requests.undo(requestId, { leads: [1] });
      assert.equal((await world.baton.requests.wait(undo.requestId)).counts.changed, 1);
      assert.deepEqual([await primariesOn(world, 1), await primariesOn(world, 2)], [[cy], [dee]]);
    },
  },
  {
    says: 'the radar tells of somebody who has left and stands on a lead as secondary',
    play: async (world) => {
      for (const userId of [eli, dee]) {
        await world.reassign({ ApplicationId: first, PrimaryAgent: { UserId: userId } });
      }
      await world.endAccount('eli');
      const { items } = await world.baton.orphans({ kind: 'lead-secondary-inactive' }).first();
      assert.deepEqual(
        items.map(({ leadId, user }) => [leadId, user?.userId]),
        [[first, eli]],
      );
      assert.equal((await world.cli('orphans')).code, 1);
    },
  },
  {
    says: 'the command line tells from whom to whom somebody changes, also where that is nobody',
    play: async (world) => {
      const { stdout } = await world.cli('managers', 'cy@team.example', 'ada@team.example', '--plan');
      assert.match(stdout, /user 3 +Ben Sample +Ada Sample +will change/);
      const left = await world.cli('managers', 'dee@team.example', 'none', '--plan');
      assert.match(left.stdout, /user 4 +Ben Sample +nobody +will change/);
    },
  },
];
