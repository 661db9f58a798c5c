import type { Database } from '../../database/database.ts';
import { refreshStatistics } from '../../database/refresh-statistics.ts';
import { inOrg, type Transaction } from '../../database/transaction.ts';
import { waitPatiently } from '../../database/wait-patiently.ts';
import { saveChanges } from '../assignments/assignment-store.ts';
import { insertLeads } from '../leads/insert-leads.ts';
import { finishImport, insertEndedChunk, insertImport } from '../ledger/import-request-store.ts';
import { takeRequestIds } from '../ledger/request-store.ts';
import { saveManagers } from '../reporting/reporting-store.ts';
import { insertAgentRoles } from '../users/agent-role-store.ts';
import { insertUsers } from '../users/insert-users.ts';
import { sampleFacts } from './sample-facts.ts';
import { drawLead, type SampleLead, toSlot } from './sample-lead-rules.ts';
import { seedRandom } from './sample-random-rules.ts';
import { listSampleUsers, type SampleUser, sampleRoles } from './sample-user-rules.ts';

const { orgId } = sampleFacts;
const weeks = 50;
const leadsAWeek = 400;
const usersImportedAt = '2025-11-10T08:00:00.000Z';
const firstWeek = Date.parse('2025-11-17T07:00:00.000Z');
const weekMs = 7 * 24 * 3_600_000;

/**
 * Makes the sample organisation unless org 1 exists: plainly fictional, and the same everywhere, down to
 * GUIDs and dates. True where it was made now. One transaction: makers that race wait for the first, and one
 * that is killed leaves nothing.
 */
export async function createSampleOrganisation(database: Database): Promise<boolean> {
  const isNew = await inOrg(database, orgId, async (tx) => {
    waitPatiently(tx);
    const made = await tx.read({
      text: `insert into org (org_id, name, created_at) values ($1, $2, $3)
        on conflict (org_id) do nothing returning org_id`,
      values: [orgId, sampleFacts.name, usersImportedAt],
    });
    if (made.length === 0) return false;
    const users = listSampleUsers(orgId);
    const [usersRequestId = 0, ...requestIds] = await takeRequestIds(tx, 1 + weeks);
    await importSampleUsers(tx, usersRequestId, users);
    const random = seedRandom(126);
    for (const [week, requestId] of requestIds.entries()) {
      await importWeek(tx, requestId, drawWeek(random, week, users));
    }
    return true;
  });
  if (isNew) await refreshStatistics(database, orgId);
  return isNew;
}

async function importSampleUsers(
  tx: Transaction,
  requestId: number,
  users: readonly SampleUser[],
): Promise<void> {
  const userIds = users.map((user) => user.userId);
  await beginImport(tx, requestId, 'users', usersImportedAt);
  insertAgentRoles(tx, orgId, sampleRoles);
  await insertUsers(tx, orgId, users, { createdAt: usersImportedAt });
  saveManagers(tx, orgId, { requestId, at: usersImportedAt, rows: users });
  endImport(tx, requestId, userIds, usersImportedAt);
}

interface Week {
  importedAt: string;
  leads: SampleLead[];
}

function drawWeek(random: () => number, week: number, users: readonly SampleUser[]): Week {
  const importedAt = new Date(firstWeek + week * weekMs + Math.floor(random() * 180) * 60_000).toISOString();
  const firstLeadId = sampleFacts.leadId + week * leadsAWeek;
  const leads = Array.from({ length: leadsAWeek }, (_, place) =>
    drawLead(random, { leadId: firstLeadId + place, importedAt, users }),
  );
  return { importedAt, leads: leads.map((each) => setExample(each, users)) };
}

/** The lead of the first example is the same whatever is drawn. */
function setExample({ lead, slots }: SampleLead, users: readonly SampleUser[]): SampleLead {
  if (lead.leadId !== sampleFacts.leadId) return { lead, slots };
  const primaries = users.filter((user) =>
    sampleFacts.leadPrimaries.some((userId) => userId === user.userId),
  );
  return { lead: { ...lead, revision: 1 }, slots: primaries.map((user) => toSlot(user, 'primary')) };
}

async function importWeek(tx: Transaction, requestId: number, { importedAt, leads }: Week): Promise<void> {
  await beginImport(tx, requestId, 'leads', importedAt);
  await insertLeads(
    tx,
    orgId,
    leads.map(({ lead }) => lead),
  );
  const changes = leads.map(({ lead, slots }) => ({
    leadId: lead.leadId,
    requestId,
    close: [],
    open: slots.map((slot) => ({ ...slot, roleSince: null })),
  }));
  saveChanges(tx, orgId, importedAt, changes);
  endImport(
    tx,
    requestId,
    leads.map(({ lead }) => lead.leadId),
    importedAt,
  );
}

async function beginImport(
  tx: Transaction,
  requestId: number,
  subjects: 'users' | 'leads',
  at: string,
): Promise<void> {
  const requester = { userId: null, origin: 'cli' } as const;
  await insertImport(tx, orgId, { requestId, spec: { subjects, sample: true }, requester }, at);
}

function endImport(tx: Transaction, requestId: number, subjects: number[], at: string): void {
  const results = subjects.map(() => ({ outcome: 'changed' }) as const);
  insertEndedChunk(tx, orgId, { requestId, chunkNo: 1, subjects, results });
  finishImport(tx, orgId, requestId, 'done', at);
}
