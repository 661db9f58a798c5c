import type { Door } from '../support/doors.ts';
import { aBlankOrganisation } from '../support/operator.ts';
import { leadIds, Organisation } from './organisation.ts';
import { Product } from './product.ts';
import { beginner, caller, type Name, names, type Person } from './rules/people.ts';

type Making = Parameters<typeof aBlankOrganisation<Name>>;

/** Makes one organisation after the other on a server, each with what the rules say it is. */
export function beginWalks(door: Door, firstOrgId = 1_000) {
  let nextOrgId = firstOrgId;
  return async (): Promise<{ model: Organisation; real: Product }> => {
    const orgId = nextOrgId;
    nextOrgId += 1;
    const plans = names.map((name) => [
      name,
      { agentRole: beginner(name).role, isActive: beginner(name).isActive },
    ]);
    const users: Making[1]['users'] = Object.fromEntries(plans);
    const org = await aBlankOrganisation<Name>(door.database, { orgId, users, leadIds, caller });
    const people = new Map(names.map((name): [Name, Person] => [name, personOf(name, org.user(name))]));
    return { model: new Organisation(people), real: new Product({ door, orgId, ...org }) };
  };
}

function personOf(name: Name, { userId, guid, email }: Pick<Person, 'userId' | 'guid' | 'email'>): Person {
  return { userId, guid, email, ...beginner(name), isAvailable: true };
}
