import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  decideTeam,
  describeGroup,
  findRepeatedGroup,
  type Held,
  type NewManagers,
  sortIntoGroups,
  type Team,
} from './offboarding-rules.ts';

const held: Held[] = [
  { role: 'LO', standing: 'primary', leads: 5 },
  { role: 'LO', standing: 'secondary', leads: 3 },
  { role: 'PR', standing: 'primary', leads: 2 },
];
const [ledAsLo, helpedAsLo, ledAsPr] = held;

test('a role with a standing comes before a role, a role before a standing, and any of them before all', () => {
  const groups = [
    {},
    { standing: 'primary' },
    { agentRole: 'LO' },
    { agentRole: 'LO', standing: 'secondary' },
  ] as const;
  assert.deepEqual(sortIntoGroups(held, groups), {
    groups: [[], [ledAsPr], [ledAsLo], [helpedAsLo]],
    without: [],
  });
});

test('what no group takes is told, and a group may get nothing', () => {
  const groups = [{ agentRole: 'PR' }, { agentRole: 'UW' }];
  assert.deepEqual(sortIntoGroups(held, groups), {
    groups: [[ledAsPr], []],
    without: [ledAsLo, helpedAsLo],
  });
});

test('groups that say the same are found', () => {
  const primary = { standing: 'primary' } as const;
  assert.equal(findRepeatedGroup([primary, {}, { agentRole: 'LO' }]), undefined);
  assert.equal(findRepeatedGroup([primary, {}, primary]), 2);
  assert.equal(describeGroup(primary), 'any role, primary');
  assert.equal(describeGroup({ agentRole: 'LO' }), 'LO');
});

/** Whom each reports to; 1 leaves, 4 has left. */
const linesOf1 = [
  [1, 9],
  [2, 1],
  [3, 1],
  [4, 1],
] as const;
const isActive = (userId: number) => userId !== 4;
const team: Team = { leaverIds: new Set([1]), managers: new Map(linesOf1), isActive };
const top = { ...team, managers: new Map(linesOf1.slice(1)) };
const toManager: NewManagers = { each: new Map() };

/** Each row as `2>9`; 0 for nobody. */
function decide(of: Team, to: NewManagers): string {
  const decision = decideTeam(of, to);
  return decision.outcome === 'decided'
    ? [...decision.reports, ...decision.ownLines]
        .map((row) => `${row.userId}>${row.managerId ?? 0}`)
        .join(' ')
    : decision.outcome;
}

test('reports go to the leaver’s manager, to one user, or as each row says', () => {
  assert.equal(decide(team, toManager), '2>9 3>9 4>0 1>0');
  assert.equal(decide(team, { all: 7 }), '2>7 3>7 4>0 1>0');
  assert.equal(decide(team, { each: new Map([[3, 2]]) }), '2>9 3>2 4>0 1>0');
});

test('whoever takes over the team they are in takes the leaver’s place', () => {
  assert.equal(decide(team, { all: 2 }), '2>9 3>2 4>0 1>0');
  assert.equal(decide(top, { all: 2 }), '2>0 3>2 4>0');
});

test('without an heir every active report needs a manager named', () => {
  assert.equal(decide(top, toManager), 'no-heir');
  assert.equal(decide(top, { each: new Map([[2, 7]]) }), 'no-heir');
  assert.equal(decide({ ...top, managers: new Map([[4, 1]]) }, toManager), '4>0');
  assert.equal(decide({ ...top, managers: new Map() }, toManager), '');
});

test('somebody who is not a report is told', () => {
  assert.deepEqual(decideTeam(team, { each: new Map([[8, 7]]) }), { outcome: 'not-a-report', userId: 8 });
});

test('of several who leave, reports climb over leavers to the nearest who stays, and leavers need nobody', () => {
  const chain = new Map([...linesOf1, [9, 8], [5, 9], [6, 5]]);
  const branch = { ...team, leaverIds: new Set([1, 9]), managers: chain };
  assert.equal(decide(branch, toManager), '2>8 3>8 4>0 5>8 1>0 9>0');
  assert.equal(decide(branch, { all: 5 }), '2>5 3>5 4>0 5>8 1>0 9>0');
  assert.equal(decide({ ...branch, leaverIds: new Set([1, 2, 3]) }, toManager), '4>0 1>0 2>0 3>0');
  assert.deepEqual(decideTeam(branch, { each: new Map([[1, 8]]) }), { outcome: 'not-a-report', userId: 1 });
  const headless = { ...branch, leaverIds: new Set([1, 9, 8]) };
  assert.deepEqual(decideTeam(headless, toManager), { outcome: 'no-heir', reports: 3, leaverIds: [1, 9] });
});
