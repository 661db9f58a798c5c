import type { Transaction } from '../../../database/transaction.ts';
import type { ValueProblem } from '../../csv/row-reader.ts';
import { type AgentRole, findAgentRole, findRoleFault, findTwinFault } from '../../users/agent-role-rules.ts';
import { insertAgentRoles, listAgentRoles } from '../../users/agent-role-store.ts';

/** Opens the agent roles of an org while users come to it. Where there are none yet, the file says which there are. */
export async function openRoles(tx: Transaction, orgId: number, newRoles: boolean): Promise<RolesOfImport> {
  const roles = await listAgentRoles(tx, orgId);
  return new RolesOfImport(roles, newRoles || roles.length === 0);
}

/** The agent roles that a file of users may give. */
export class RolesOfImport {
  readonly #roles: AgentRole[];
  readonly #mayAdd: boolean;
  readonly #settled = new Map<string, { role: string } | { problem: ValueProblem }>();
  #added: string[] = [];

  constructor(roles: readonly AgentRole[], mayAdd: boolean) {
    this.#roles = [...roles];
    this.#mayAdd = mayAdd;
  }

  /** The role as it is written here, or why nobody is given it. */
  settle(text: string): { role: string } | { problem: ValueProblem } {
    const settled = this.#settled.get(text) ?? this.#judge(text);
    this.#settled.set(text, settled);
    return settled;
  }

  /** Adds to the list what came with those who land, in the order of the file. */
  save(tx: Transaction, orgId: number, landed: readonly { agentRole: string }[]): void {
    const given = new Set(landed.map(({ agentRole }) => agentRole));
    const names = this.#added.filter((name) => given.has(name));
    if (names.length > 0) insertAgentRoles(tx, orgId, names);
    this.#added = this.#added.filter((name) => !given.has(name));
  }

  #judge(text: string): { role: string } | { problem: ValueProblem } {
    const known = findAgentRole(text, this.#roles);
    if (known === undefined && this.#mayAdd) return this.#add(text);
    const fault = findRoleFault(text, this.#roles);
    if (fault === undefined) return { role: known?.name ?? text };
    const orNew = known ? '' : ' With `--new-roles` the import brings its own.';
    return { problem: { code: fault.code, column: 'agent_role', reason: `${fault.message}${orNew}` } };
  }

  #add(name: string): { role: string } | { problem: ValueProblem } {
    const twin = findTwinFault(name, this.#roles);
    if (twin) return { problem: { code: twin.code, column: 'agent_role', reason: twin.message } };
    this.#roles.push({ name, place: this.#roles.length + 1, isActive: true });
    this.#added.push(name);
    return { role: name };
  }
}
