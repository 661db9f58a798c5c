import assert from 'node:assert/strict';
import { readJson } from '../support/call-server.ts';
import { type Case, people, primariesOn, type World } from './begin-case.ts';

const composed = 'zoë@team.example'.normalize('NFC');
const decomposed = composed.normalize('NFD');

async function namesOf(world: World, of: 'users' | 'leads', q: string): Promise<string[]> {
  const list = world.baton[of].list;
  return (await list({ q }).first()).items.map(({ name }) => name);
}

/** Names, e-mail addresses, roles and numbers, in whatever form they come. */
export const textCases: readonly Case[] = [
  {
    says: 'whoever was imported is found by the very text of their e-mail, whatever lower case it has',
    play: async (world) => {
      const { imported, problems } = await world.importUsers(
        'Isil,Sample,İSIL@team.example,Loan Officer,agent,101,',
        'Petros,Sample,ΠΈΤΡΟΣ@team.example,Loan Officer,agent,102,',
        'Kim,Sample,kim@team.example,Loan Officer,agent,103,İSIL@team.example',
      );
      assert.deepEqual([imported, problems], [3, []]);
      await world.reassign({ ApplicationId: 7, PrimaryAgent: { Email: 'İSIL@team.example' } });
      await world.reassign({ ApplicationId: 8, PrimaryAgent: { Email: 'ΠΈΤΡΟΣ@team.example' } });
      assert.deepEqual([await primariesOn(world, 7), await primariesOn(world, 8)], [[101], [102]]);
      assert.equal((await world.baton.users.show(103)).manager?.userId, 101);
    },
  },
  {
    says: 'an e-mail in another Unicode form is the same e-mail, and finds whose it is',
    play: async (world) => {
      const first = await world.importUsers(`Zoe,Sample,${composed},Loan Officer,agent,101,`);
      const second = await world.importUsers(`Zoe,Other,${decomposed},Loan Officer,agent,102,`);
      assert.deepEqual([first.imported, second.imported, second.rejected], [1, 0, 1]);
      assert.match(second.problems[0]?.reason ?? '', /taken by user 101/);
      for (const form of [composed, decomposed]) {
        assert.deepEqual(await namesOf(world, 'users', form.split('@')[0] ?? ''), ['Zoe Sample']);
      }
    },
  },
  {
    says: 'roles that read alike are one role, so a lead never has two primaries who seem to share it',
    play: async (world) => {
      await world.importUsers(
        'Ann,Sample,ann@team.example,loan officer,agent,101,',
        'Bo,Sample,bo@team.example,Loan  Officer,agent,102,',
        'Con,Sample,con@team.example,LOAN\u00a0OFFICER,agent,103,',
      );
      for (const userId of [people.dee, 101, 102, 103]) {
        await world.reassign({ ApplicationId: 7, PrimaryAgent: { UserId: userId } });
      }
      assert.deepEqual(await primariesOn(world, 7), [103]);
    },
  },
  {
    says: 'what only looks like an e-mail is refused, and two spellings of one domain are one e-mail',
    play: async (world) => {
      const { imported, problems } = await world.importUsers(
        'Ann,Sample,mailto:ann@team.example,Loan Officer,agent,,',
        'Bo,Sample,bo@team.example.,Loan Officer,agent,,',
        'Con,Sample,ｃｏｎ@team.example,Loan Officer,agent,,',
        'Di,Sample,Di Sample <di@team.example>,Loan Officer,agent,,',
        'Ed,Sample,ed@müller.example,Loan Officer,agent,,',
        'Ed,Other,ed@xn--mller-kva.example,Loan Officer,agent,,',
      );
      assert.deepEqual([imported, problems.map(({ line }) => line)], [1, [2, 3, 4, 5, 7]]);
    },
  },
  {
    says: 'names are found without regard to accents, case, form and order',
    play: async (world) => {
      await world.importUsers(
        'Hélène,Žižková,hz@team.example,Loan Officer,agent,101,',
        'Ewa,Łoś,el@team.example,Loan Officer,agent,102,',
        'Rory,O’Neil,ro@team.example,Loan Officer,agent,103,',
      );
      await world.importLeads('101,Weiß & Söhne,New,Web,TX,', '102,ΜΎΛΟΣ,New,Web,TX,');
      for (const q of ['helene', 'ZIZKOVA', 'Žižková Hélène'.normalize('NFD'), 'elen']) {
        assert.deepEqual(await namesOf(world, 'users', q), ['Hélène Žižková'], q);
      }
      assert.deepEqual(await namesOf(world, 'users', 'los'), ['Ewa Łoś']);
      assert.deepEqual(await namesOf(world, 'users', "o'neil"), ['Rory O’Neil']);
      assert.deepEqual(await namesOf(world, 'leads', 'WEISS'), ['Weiß & Söhne']);
      assert.deepEqual(await namesOf(world, 'leads', 'μυλος'), ['ΜΎΛΟΣ']);
    },
  },
  {
    says: 'names stand in the order in which people look for them, not after Z',
    play: async (world) => {
      const names = ['Zeta', 'Šimon', 'anton', 'Ödon', 'Peter'];
      await world.importLeads(...names.map((name, place) => `${100 + place},${name},Order,Web,TX,`));
      const { items } = await world.baton.leads.list({ sort: 'name', status: ['Order'] }).first();
      assert.deepEqual(
        items.map(({ name }) => name),
        ['anton', 'Ödon', 'Peter', 'Šimon', 'Zeta'],
      );
    },
  },
  {
    says: 'an id beyond 2^53 is told as it is, and never as another',
    play: async (world) => {
      const digits = '9007199254740995';
      for (const id of [`"${digits}"`, digits]) {
        const answer = await world.reassign(`{"ApplicationId":${id},"PrimaryAgent":{"UserId":3}}`);
        const { StatusCode, Message } = readJson<{ StatusCode: number; Message: string }>(answer);
        assert.equal(StatusCode, 2);
        assert.ok(Message.includes(digits) || /2\^53|9007199254740991/.test(Message), Message);
      }
    },
  },
];
