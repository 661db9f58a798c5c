// Users and their managers, judged as one tree: by the LeadSquared face, and as a plan.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Organisation } from '../organisation.ts';
import { findNamed, type Name, type Named, personOf } from '../rules/people.ts';
import { stepsOf } from '../step.ts';
import { planLines } from './line-rows.ts';
import { anyWay, ask, end, goOn } from './plans.ts';
import { anyPolicies } from './policies.ts';
import { anyName, anyReference, asReference } from './references.ts';

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
    const asks = rows.map(({ user, manager }) => ({
      user: findByGuid(organisation, user),
      manager: findByGuid(organisation, manager),
    }));
    const requestId = Number(told.body.WFAId);
    const plan = { ...planLines(organisation, asks, { onFailure: 'continue', onDrift: 'skip' }), requestId };
    await end({ ...plan, again: undefined }, { organisation, product });
  },
);

export const planningManagers = stepsOf(
  'managers',
  fc.record({
    rows: fc.array(fc.record({ user: anyReference, manager: fc.option(anyReference, { freq: 6 }) }), {
      minLength: 1,
      maxLength: 6,
    }),
    policies: anyPolicies.filter(({ onFailure, onDrift }) => onFailure !== 'stop' && onDrift !== 'stop'),
    way: anyWay,
  }),
  async ({ rows, policies, way }, organisation, product) => {
    const { people } = organisation;
    const body = rows.map(({ user, manager }) => ({
      user: asReference(people, user),
      manager: manager && asReference(people, manager),
    }));
    const told = await ask(product, '/api/v1/requests', { kind: 'managers', rows: body, ...policies }, way);
    const asks = rows.map(({ user, manager }) => ({
      user: findNamed(people, user),
      manager: manager && findNamed(people, manager),
    }));
    await goOn(told, { organisation, product, way, plan: planLines(organisation, asks, policies) });
  },
);

function guidOf({ people }: Organisation, who: Who): string {
  return who === 'nobody' ? guidOfNobody : personOf(people, who).guid;
}

function findByGuid({ people }: Organisation, who: Who): Named {
  return who === 'nobody' ? { code: 'user-not-found', as: 'guid' } : { person: personOf(people, who) };
}
