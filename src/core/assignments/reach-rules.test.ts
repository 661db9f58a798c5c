import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Refusal } from '../../contract/refusal.ts';
import { tellMissing } from '../../contract/rules/sight-rules.ts';
import type { Standing } from '../../contract/words/lead-words.ts';
import type { Assignment, AssignmentChange } from '../law/assignment-rules.ts';
import { refuseOutOfReach, refuseUnseenLead } from './reach-rules.ts';

const team = new Set([1, 2, 3]);
const leadId = 7;

function standing(userId: number, role: string, as: Standing): Assignment {
  const at = '2026-01-05T09:00:00.000000Z';
  return { userId, role, standing: as, fromAt: at, roleSince: at };
}

const insideLO = standing(1, 'LO', 'primary');
const outsideLO = standing(8, 'LO', 'primary');
const outsidePR = standing(9, 'PR', 'primary');
const outsideSecondary = standing(9, 'LO', 'secondary');

/** The code and message of what is refused, or nothing. */
function refusalOf(work: () => void): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    assert.ok(error instanceof Refusal);
    return `${error.code}: ${error.message}`;
  }
}

test('a lead on which nobody of the team stands is refused in the words for one that is not there', () => {
  const refuse = (exists: boolean, current: Assignment[]) =>
    refusalOf(() => refuseUnseenLead(team, { leadId, exists, current }));
  const unknown = `lead-not-found: ${tellMissing('lead', 7, 'team')}`;
  assert.equal(refuse(false, []), unknown);
  assert.equal(refuse(true, []), unknown);
  assert.equal(refuse(true, [outsideLO]), unknown);
  assert.equal(refuse(true, [outsideLO, standing(3, 'LO', 'secondary')]), undefined);
});

test('who reaches everyone is only refused a lead that is not there', () => {
  const refuse = (exists: boolean) =>
    refusalOf(() => refuseUnseenLead('everyone', { leadId, exists, current: [] }));
  assert.equal(refuse(true), undefined);
  assert.equal(refuse(false), 'lead-not-found: There is no lead 7 in this organisation.');
});

const outside = (userId: number) => `access-denied: Lead 7's primary, user ${userId}, is outside your team.`;
const rises = 'access-denied: User 9 would become primary on lead 7 and is outside your team.';

const cases: [string, Assignment[], AssignmentChange, string | undefined][] = [
  [
    'from one of the team to another',
    [insideLO],
    { close: [insideLO], open: [standing(2, 'LO', 'primary')] },
    undefined,
  ],
  [
    'from somebody outside',
    [outsideLO],
    { close: [outsideLO], open: [standing(2, 'LO', 'primary')] },
    outside(8),
  ],
  ['to somebody outside', [insideLO], { close: [insideLO], open: [standing(9, 'LO', 'primary')] }, rises],
  ['a role that nobody had', [outsidePR], { close: [], open: [standing(2, 'LO', 'primary')] }, undefined],
  [
    'beside a primary outside',
    [outsideLO],
    { close: [], open: [standing(2, 'LO', 'secondary')] },
    outside(8),
  ],
  [
    'a secondary outside leaves a role of the team',
    [insideLO, outsideSecondary],
    { close: [outsideSecondary], open: [] },
    undefined,
  ],
  [
    'a role outside is left alone',
    [insideLO, outsidePR],
    { close: [insideLO], open: [standing(2, 'LO', 'primary')] },
    undefined,
  ],
  [
    'all others go, one of another role from outside',
    [insideLO, outsidePR],
    { close: [outsidePR], open: [] },
    outside(9),
  ],
  ['nothing differs', [outsideLO], { close: [], open: [] }, undefined],
];

for (const [title, current, change, wanted] of cases) {
  test(`${title}: ${wanted === undefined ? 'allowed' : 'denied'}`, () => {
    assert.equal(
      refusalOf(() => refuseOutOfReach(team, { leadId, current, change })),
      wanted,
    );
    assert.equal(
      refusalOf(() => refuseOutOfReach('everyone', { leadId, current, change })),
      undefined,
    );
  });
}
