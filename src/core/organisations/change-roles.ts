import { Refusal } from '../../contract/refusal.ts';
import { mostAgentRoles } from '../../contract/words/limits.ts';
import type { Database } from '../../database/database.ts';
import { inOrg, type Transaction } from '../../database/transaction.ts';
import { refuseUnlessAdministrator } from '../access/access-rules.ts';
import { type Doer, noteEvent } from '../audit/audit-store.ts';
import {
  type AgentRole,
  describeUnknownRole,
  findAgentRole,
  findTwinFault,
  placeRole,
} from '../users/agent-role-rules.ts';
import { insertAgentRoles, lockAgentRoles, saveAgentRoles } from '../users/agent-role-store.ts';
import { type ListedRole, readRoles } from './list-roles.ts';

/** Adds an agent role: at a place in the order, or after all others. */
export async function addRole(
  database: Database,
  asker: Doer,
  { name, place }: { name: string; place?: number | undefined },
): Promise<ListedRole> {
  refuseUnlessAdministrator(asker, 'Adding an agent role');
  return inOrg(database, asker.orgId, async (tx) => {
    const roles = await lockAgentRoles(tx, asker.orgId);
    const fault = findTwinFault(name, roles) ?? findFull(roles);
    if (fault) throw new Refusal(fault.code, { field: 'name', message: fault.message });
    insertAgentRoles(tx, asker.orgId, [name]);
    const added = { name, place: roles.length + 1, isActive: true };
    saveAgentRoles(tx, asker.orgId, placeRole([...roles, added], added, place));
    noteEvent(tx, asker, { what: 'setting-changed', detail: `agent role added: ${name}` });
    return getListed(tx, asker, name);
  });
}

function findFull(roles: readonly AgentRole[]) {
  if (roles.length < mostAgentRoles) return undefined;
  const message = `There are ${mostAgentRoles} agent roles here, and that is the most.`;
  return { code: 'already-exists', message } as const;
}

/** Moves an agent role in the order, retires it, or brings it back; what is not named stays. */
export async function changeRole(
  database: Database,
  asker: Doer,
  { name, place, isActive }: { name: string; place?: number | undefined; isActive?: boolean | undefined },
): Promise<ListedRole> {
  refuseUnlessAdministrator(asker, 'Changing an agent role');
  return inOrg(database, asker.orgId, async (tx) => {
    const roles = await lockAgentRoles(tx, asker.orgId);
    const role = findAgentRole(name, roles);
    if (!role) {
      const known = roles.map((each) => each.name);
      throw new Refusal('role-not-found', { field: 'name', message: describeUnknownRole(name, known) });
    }
    const changed = { ...role, isActive: isActive ?? role.isActive };
    const all = roles.map((each) => (each === role ? changed : each));
    const placed = placeRole(all, changed, place);
    saveAgentRoles(tx, asker.orgId, placed);
    const detail = describeChange(role, { ...changed, place: placed.indexOf(changed) + 1 });
    if (detail) noteEvent(tx, asker, { what: 'setting-changed', detail });
    return getListed(tx, asker, role.name);
  });
}

function describeChange(was: AgentRole, is: AgentRole): string {
  const told: string[] = [];
  if (was.isActive !== is.isActive) told.push(is.isActive ? 'brought back' : 'retired');
  if (was.place !== is.place) told.push(`place ${is.place}`);
  return told.length === 0 ? '' : `agent role ${is.name}: ${told.join(', ')}`;
}

async function getListed(tx: Transaction, asker: Doer, name: string): Promise<ListedRole> {
  const listed = (await readRoles(tx, asker)).find((role) => role.name === name);
  if (!listed) throw new Error(`The agent role ${name} went away.`);
  return listed;
}
