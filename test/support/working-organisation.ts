import { Refusal } from '../../src/contract/refusal.ts';
import type { LeadAsk } from '../../src/core/assignments/reassignment-terms.ts';
import { createKey } from '../../src/core/keys/create-key.ts';
import { planManagers } from '../../src/core/kinds/managers/plan-managers.ts';
import type { TeamAsk } from '../../src/core/kinds/offboard/offboarding-ask.ts';
import { planOffboarding } from '../../src/core/kinds/offboard/plan-offboarding.ts';
import { planReassignment } from '../../src/core/kinds/reassign/plan-reassignment.ts';
import { openReassignmentLane } from '../../src/core/kinds/reassign/reassignment-lane.ts';
import type { Accepted } from '../../src/core/ledger/accept-plan.ts';
import type { PlanOptions } from '../../src/core/ledger/plan-rules.ts';
import type { Receiving } from '../../src/core/ledger/receiving.ts';
import { findUndoable } from '../../src/core/ledger/undo-store.ts';
import type { ManagerRowAsk } from '../../src/core/reporting/freeze-managers.ts';
import { runPlan } from '../../src/core/requests/decide/run-plan.ts';
import { type UndoAsk, undoRequest } from '../../src/core/requests/make/undo-request.ts';
import { listRequestRows } from '../../src/core/requests/read/list-request-rows.ts';
import type { RequestRow } from '../../src/core/requests/read/request-row.ts';
import { runRequest } from '../../src/core/requests/run/run-request.ts';
import type { Database } from '../../src/database/database.ts';
import { readInOrg } from '../../src/database/transaction.ts';
import type { Organisation } from './an-organisation.ts';
import { deactivateUser } from './deactivate-user.ts';
import { drawFacts, type Fact } from './facts.ts';
import type { ListReassignment, ManagerChange, Name, Offboarding, Work } from './small-organisation.ts';

const options: PlanOptions = {
  requester: { userId: null, origin: 'cli' },
  planOnly: false,
  onFailure: 'continue',
  onDrift: 'skip',
};

/** A request that ran, and what held before it. */
interface Ran {
  requestId: number;
  undoes: number | null;
  before: Fact[];
}

/** A small organisation in which work is done, and which remembers every request and what held before it. */
export class WorkingOrganisation {
  readonly ran: Ran[] = [];
  readonly #database: Database;
  readonly #org: Organisation<string>;

  constructor(database: Database, org: Organisation<string>) {
    this.#database = database;
    this.#org = org;
  }

  draw(): Promise<Fact[]> {
    return drawFacts(this.#database, this.#org.orgId);
  }

  /** Does the work and gives its request; undefined where it is none, or was refused and so changed nothing. */
  async do(work: Work): Promise<number | undefined> {
    if (work.kind === 'undo') return this.undo(this.ran[work.which % this.ran.length]?.requestId ?? 0);
    const before = await this.draw();
    try {
      const requestId = await this.#start(work);
      if (requestId === undefined) return undefined;
      this.ran.push({ requestId, undoes: null, before });
      return requestId;
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }

  /** Undefined where nothing is left to undo: the request changed nothing, or undos have put all of it back. */
  async undo(undoes: number, rows?: UndoAsk['rows']): Promise<number | undefined> {
    const before = await this.draw();
    try {
      const revivesKeys = await this.#endedAccounts(undoes);
      const requestId = await this.#finish(
        await undoRequest(this.#database, this.#org.orgId, { requestId: undoes, rows, revivesKeys, options }),
      );
      this.ran.push({ requestId, undoes, before });
      return requestId;
    } catch (error) {
      const codes = ['nothing-to-undo', 'already-undone'];
      if (error instanceof Refusal && codes.includes(error.code)) return undefined;
      throw error;
    }
  }

  /** Only then can access keys come back, and what is put back exactly has them. */
  async #endedAccounts(requestId: number): Promise<boolean> {
    const { orgId } = this.#org;
    const found = await readInOrg(this.#database, orgId, (tx) => findUndoable(tx, orgId, requestId));
    return found?.subjects === 'parts' && found.isForth;
  }

  /** The code with which an undo is refused; undefined where it is made. */
  async refusalOf(undoes: number, rows?: UndoAsk['rows']): Promise<string | undefined> {
    try {
      await undoRequest(this.#database, this.#org.orgId, { requestId: undoes, rows, options });
      return undefined;
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  /** Plans an offboarding now, and runs it later. */
  async plan(work: Offboarding): Promise<{ requestId: number; run: () => Promise<number> }> {
    const accepted = await this.#planOffboarding(work, true);
    const run = async () => {
      const before = await this.draw();
      await runPlan(
        this.#database,
        { orgId: this.#org.orgId, userId: null },
        { requestId: accepted.requestId },
      );
      const requestId = await this.#finish(accepted);
      this.ran.push({ requestId, undoes: null, before });
      return requestId;
    };
    return { requestId: accepted.requestId, run };
  }

  async rowsOf(requestId: number): Promise<RequestRow[]> {
    const { items } = await listRequestRows(
      this.#database,
      { orgId: this.#org.orgId, userId: null },
      { requestId, after: undefined, limit: 100 },
    );
    return items;
  }

  /** A fact and where it comes from: what an undo put back comes from where it came from before. */
  nameFact(fact: Fact): string {
    const undoes = this.ran.find(({ requestId }) => requestId === fact.by)?.undoes ?? null;
    const undone = undoes === null ? undefined : this.ran.find(({ requestId }) => requestId === undoes);
    if (!undone) return `${fact.is} by ${fact.by}`;
    const before = undone.before.find(({ about, is }) => about === fact.about && is === fact.is);
    return before ? this.nameFact(before) : `${fact.is} by ${nobody}`;
  }

  #start(work: Exclude<Work, { kind: 'undo' }>): Promise<number | undefined> {
    switch (work.kind) {
      case 'offboard':
        return this.#planOffboarding(work, false).then((accepted) => this.#finish(accepted));
      case 'reassign':
        return this.#reassign(work);
      case 'managers':
        return this.#changeManagers(work);
      case 'single':
        return this.#reassignOne(work);
      case 'key':
        return this.#doAside(createKey(this.#database, this.#org.orgId, this.#emailOf(work.user)));
      case 'leave':
        return this.#doAside(deactivateUser(this.#database, this.#org.orgId, this.#emailOf(work.user)));
    }
  }

  async #finish({ requestId }: Accepted): Promise<number> {
    await runRequest(this.#database, this.#org.orgId, requestId);
    return requestId;
  }

  /** Work that is no request. */
  async #doAside(work: Promise<unknown>): Promise<undefined> {
    await work;
  }

  #refer(name: Name): { userId: number } {
    return { userId: this.#org.user(name).userId };
  }

  #emailOf(name: Name): string {
    return this.#org.user(name).email;
  }

  /** Where nobody is above the leaver, the reports go to whom the ask names. */
  async #planOffboarding(work: Offboarding, planOnly: boolean): Promise<Accepted> {
    const ask = (reports: TeamAsk) =>
      planOffboarding(this.#database, this.#org.orgId, {
        leavers: work.leavers.map((name) => this.#refer(name)),
        leaversAs: 'users',
        account: work.account,
        leads: work.groups.map(({ agentRole, standing, ...receiving }) => ({
          agentRole,
          standing,
          to: this.#toReceivers(receiving, work.groups.length === 1),
        })),
        reports,
        options: { ...options, planOnly, onFailure: work.atOnce ? 'all-or-nothing' : 'continue' },
      });
    try {
      return await ask('manager');
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== 'member-missing') throw error;
      return ask(this.#refer(work.reports));
    }
  }

  async #reassign({ rows, receiving, others }: ListReassignment): Promise<number> {
    const asks = rows.map(({ leadId, primary, listed, others: rowOthers }) => ({
      leadId,
      primary: primary && this.#refer(primary),
      listed: listed.map((name) => this.#refer(name)),
      others: rowOthers,
    }));
    const accepted = await planReassignment(this.#database, this.#org.orgId, {
      source: { rows: pageOf<LeadAsk>(asks) },
      terms: { to: this.#toReceivers(receiving, true), others },
      options,
      spec: {},
    });
    return this.#finish(accepted);
  }

  #toReceivers({ to, keepStanding, cap }: ListReassignment['receiving'], hasCaps: boolean): Receiving {
    const [first = 'ada', ...more] = to;
    if (more.length === 0) return { user: this.#refer(first) };
    const receivers = to.map((name) => ({ user: this.#refer(name), cap: hasCaps ? cap : undefined }));
    return { distribution: { mode: 'even', receivers, keepStanding } };
  }

  async #changeManagers({ rows }: ManagerChange): Promise<number> {
    const asks = rows.map(({ user, manager }) => ({
      user: this.#refer(user),
      manager: manager && this.#refer(manager),
    }));
    return this.#finish(
      await planManagers(this.#database, this.#org.orgId, { rows: pageOf<ManagerRowAsk>(asks), options }),
    );
  }

  async #reassignOne({ leadId, to, listed, others }: Work & { kind: 'single' }): Promise<number> {
    const { requestId } = await openReassignmentLane(this.#database).submit(this.#org.orgId, {
      leadId,
      primary: this.#refer(to),
      listed: listed.map((name) => this.#refer(name)),
      others,
      requester: { userId: null, origin: 'api' },
    });
    return requestId;
  }
}

/** The origin of what was not, before anybody made it so. */
const nobody = 0;

async function* pageOf<Row>(rows: Row[]): AsyncGenerator<Row[]> {
  yield rows;
}
