// The LeadSquared face: up to 100 users and their managers, judged as one tree.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Organisation, Row } from '../organisation.ts';
import { type Name, personOf } from '../rules/people.ts';
import { stepsOf } from '../step.ts';
import { assertRequestEnded } from './assert-request.ts';
import { judgeLines, type LineAsk } from './line-rows.ts';
import { anyName } from './references.ts';

const path = '/v2/UserManagement.svc/UpdateReportingManagerInBulk';
const guidOfNobody = '00000000-0000-4000-8000-000000000000';

type Who = Name | 'nobody';
const anybody = fc.oneof({ weight: 30, arbitrary: anyName }, fc.constant('nobody' as const));

export const changingManagers = stepsOf(
  'managers in bulk',
  fc.record({
    rows: fc.array(fc.record({ user: anybody, manager: anybody }), { minLength: 1, maxLength: 6 }),
  }),
  async ({ rows }, organisation, product) => {
    const body = rows.map(({ user, manager }) => ({
      UserId: guidOf(organisation, user),
      ManagerId: guidOf(organisation, manager),
    }));
    const told = await product.post<{ Status: string; WFAId: string }>(path, body);
    assert.deepEqual([told.status, told.body.Status], [200, 'Success']);
    const requestId = Number(told.body.WFAId);
    const expected = changeLines(organisation, requestId, rows);
    await assertRequestEnded(product, organisation, { requestId, kind: 'managers', rows: expected });
  },
);

function guidOf({ people }: Organisation, who: Who): string {
  return who === 'nobody' ? guidOfNobody : personOf(people, who).guid;
}

function changeLines(
  organisation: Organisation,
  requestId: number,
  rows: { user: Who; manager: Who }[],
): Row[] {
  const { people } = organisation;
  const asks = rows.map(
    ({ user, manager }): LineAsk => ({
      user: user === 'nobody' ? { code: 'user-not-found' } : { person: personOf(people, user) },
      manager: manager === 'nobody' ? { code: 'user-not-found' } : { person: personOf(people, manager) },
      pair: [user, manager],
    }),
  );
  return judgeLines(organisation, asks, organisation.begin(requestId));
}
