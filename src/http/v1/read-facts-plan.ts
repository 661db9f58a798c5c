import { Refusal } from '../../contract/refusal.ts';
import type { FactsPlan } from '../../contract/v1/kinds/facts.ts';

/** What a body of kind `facts` asks for: of users or of leads. */
export function readFactsPlan({ users, leads, onRoleChange }: FactsPlan) {
  if (users && leads) throw refuse('leads', 'users and leads are changed apart: make a request of each.');
  if (leads && onRoleChange)
    throw refuse('onRoleChange', 'onRoleChange is about users; leave it out for leads.');
  if (users) return { users, onRoleChange };
  if (leads) return { leads };
  throw refuse('users', 'users or leads say whose facts change; give either.');
}

function refuse(field: string, message: string): Refusal {
  return new Refusal('invalid-input', { field, message });
}
