// What happens to people meanwhile: other roles, accounts that end and come back, and whether they take new leads.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { caller, personOf, roles } from '../rules/people.ts';
import { stepsOf } from '../step.ts';
import { anyName } from './references.ts';

const anyOther = anyName.filter((name) => name !== caller);

export const changingRoles = stepsOf(
  'the operator gives a role',
  fc.record({ name: anyOther, role: fc.constantFrom(...roles) }),
  async ({ name, role }, { people }, { operator }) => {
    const person = personOf(people, name);
    await operator.giveRole(person.userId, role);
    person.role = role;
  },
);

export const endingAccounts = stepsOf(
  'the operator ends an account',
  fc.record({ name: anyOther }),
  async ({ name }, organisation, { operator }) => {
    const person = personOf(organisation.people, name);
    await operator.endAccount(person.email);
    organisation.switchAccount(person, false);
  },
  ({ name }, { people }) => personOf(people, name).isActive,
);

export const bringingBack = stepsOf(
  'the operator brings back',
  fc.record({ name: anyOther }),
  async ({ name }, organisation, { operator }) => {
    const person = personOf(organisation.people, name);
    await operator.bringBack(person.userId);
    organisation.switchAccount(person, true);
  },
  ({ name }, { people }) => !personOf(people, name).isActive,
);

export const changingAvailability = stepsOf(
  'availability',
  fc.record({ name: anyOther, isAvailable: fc.boolean() }),
  async ({ name, isAvailable }, organisation, product) => {
    const person = personOf(organisation.people, name);
    const status = await product.put(`/api/v1/users/${person.userId}/availability`, { isAvailable });
    assert.ok(status < 300, `${status}`);
    person.isAvailable = isAvailable;
  },
);
