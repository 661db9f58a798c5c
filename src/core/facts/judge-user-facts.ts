import { foldEmail } from '../../contract/rules/email-rules.ts';
import { isExternalKey, type UserFact, userFacts } from '../../contract/words/fact-words.ts';
import type { Transaction } from '../../database/transaction.ts';
import { listChanges } from '../law/fact-rules.ts';
import type { RowDetail, RowResult } from '../ledger/request-rules.ts';
import { holdOtherAdministrator } from '../users/account-store.ts';
import { type AgentRole, findAgentRole, findRoleFault } from '../users/agent-role-rules.ts';
import { listAgentRoles } from '../users/agent-role-store.ts';
import { findHoldersOfAddresses, type HolderOfKey } from '../users/holders-of-keys.ts';
import { findTaken, type Holder } from './address-claims.ts';
import { type FactStep, type JudgedFacts, judgeChanges } from './fact-steps.ts';
import { refuseTakenKeys } from './judge-external-keys.ts';
import type { KnownUser, UserKeys } from './user-fact-store.ts';

export type AskedFacts = Readonly<Partial<Record<UserFact, string>>> & UserKeys;

export type UserStep = FactStep<KnownUser>;
type UserChange = Extract<UserStep, { known: KnownUser }>;

type JudgedUser = JudgedFacts<KnownUser>;

/** Whoever changes users sees them all. */
const operator = { userId: null };

interface JudgedBy {
  roles: readonly AgentRole[];
  holders: readonly HolderOfKey[];
  /** Whether somebody whom no row names stays an administrator. */
  hasOtherAdministrator: boolean;
}

/**
 * Judges rows all together, each user at most once: an address that one gives up another may have, and of the
 * administrators one must stay. A row that is refused changes nothing of its user.
 */
export async function judgeUserFacts(
  tx: Transaction,
  orgId: number,
  asked: readonly UserStep[],
): Promise<JudgedUser[]> {
  const steps = await refuseTakenKeys(tx, orgId, { about: 'user', steps: asked, askerOf: () => operator });
  const by = await loadKnown(tx, orgId, steps);
  const judged = steps.map((step) => ('settled' in step ? settle(step.settled) : judge(step, by)));
  // Whoever is refused keeps their address and their role, which may stand in the way of others.
  for (let refused = -1; refused !== countRefused(judged); ) {
    refused = countRefused(judged);
    refuseTakenAddresses(steps, judged, by.holders);
    if (!by.hasOtherAdministrator) refuseLastAdministrators(steps, judged);
  }
  return judged;
}

function countRefused(judged: readonly JudgedUser[]): number {
  return judged.filter(({ result }) => result.outcome === 'failed').length;
}

async function loadKnown(tx: Transaction, orgId: number, steps: readonly UserStep[]): Promise<JudgedBy> {
  const asks = steps.filter((step) => 'known' in step);
  const emails = asks.flatMap(({ asked }) => asked.email ?? []);
  const demoted = asks.filter(isDemoted).map(({ known }) => known.id);
  const [holders, roles, hasOtherAdministrator] = await Promise.all([
    findHoldersOfAddresses(tx, orgId, emails),
    listAgentRoles(tx, orgId),
    demoted.length === 0 || holdOtherAdministrator(tx, orgId, demoted),
  ]);
  return { roles, holders, hasOtherAdministrator };
}

function isDemoted({ known, asked: { accessRole } }: UserChange): boolean {
  const { accessRole: before } = known.facts;
  return before === 'administrator' && accessRole !== undefined && accessRole !== before;
}

function settle(result: RowResult): JudgedUser {
  return { result, changes: [] };
}

function fail(detail: RowDetail): JudgedUser {
  return settle({ outcome: 'failed', detail });
}

function judge({ known, asked, isReturning }: UserChange, { roles }: JudgedBy): JudgedUser {
  const role = typeof asked.agentRole === 'string' ? spellRole(asked.agentRole, roles) : undefined;
  const keys = Object.keys(asked).filter(isExternalKey);
  const changes = listChanges(known.facts, { ...asked, agentRole: role }, [...userFacts, ...keys]);
  const isGiven = changes.some(({ fact }) => fact === 'agentRole') && !isReturning;
  const fault = isGiven && role !== undefined ? failRole(role, roles) : undefined;
  return fault ? fail(fault) : judgeChanges(known, changes);
}

/** A role as it is written in the list. */
export function spellRole(role: string, roles: readonly AgentRole[]): string {
  return findAgentRole(role, roles)?.name ?? role;
}

export function failRole(role: string, roles: readonly AgentRole[]): RowDetail | undefined {
  const fault = findRoleFault(role, roles);
  return fault && { ...fault, field: 'agentRole' };
}

function refuseTakenAddresses(
  steps: readonly UserStep[],
  judged: JudgedUser[],
  holders: readonly HolderOfKey[],
): void {
  const moves = steps.flatMap((step, place) => {
    const to = judged[place]?.facts?.email;
    if ('settled' in step || to === undefined || to === step.known.facts.email) return [];
    return [{ place, id: step.known.id, from: step.known.facts.email, to }];
  });
  const taken = findTaken(moves, holders);
  for (const { place, id, to } of moves) {
    const holder = taken.get(id);
    if (holder) judged[place] = fail(describeTaken(to, holder));
  }
}

export function describeTaken(email: string, holder: Holder): RowDetail {
  const isSame = foldEmail(email) === foldEmail(holder.email);
  const message = isSame
    ? `The e-mail ${email} is that of ${nameHolder(holder)}. Give them another one first, or this user.`
    : `The e-mail ${email} reads like ${holder.email}, the one of ${nameHolder(holder)}, and is written with other letters; nobody could tell the two apart.`;
  return { code: 'already-exists', field: 'email', message };
}

function nameHolder({ id }: Holder): string {
  return typeof id === 'number' ? `user ${id}` : id;
}

/** Where a row makes somebody active one, others may cease to be. */
function refuseLastAdministrators(steps: readonly UserStep[], judged: JudgedUser[]): void {
  const stays = steps.some(
    (step, place) =>
      'known' in step && step.known.isActive && judged[place]?.facts?.accessRole === 'administrator',
  );
  if (stays) return;
  for (const [place, step] of steps.entries()) {
    if ('settled' in step || !step.known.isActive || !isDemoted(step) || !judged[place]?.facts) continue;
    judged[place] = fail({
      code: 'last-administrator',
      field: 'accessRole',
      message: `${step.known.name} is the last active administrator. Make somebody else one first.`,
    });
  }
}
