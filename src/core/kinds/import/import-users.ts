import type { Readable } from 'node:stream';
import type { Database } from '../../../database/database.ts';
import { importFile } from './import-file.ts';
import type { ImportOptions } from './import-run.ts';
import type { ImportReport } from './import-tally.ts';
import { readUser, type UserEntry, userColumns } from './import-user-rules.ts';
import type { ImportPlan } from './land-rows.ts';
import { landUsers } from './land-users.ts';
import { openRoles, type RolesOfImport } from './roles-of-import.ts';
import { type ManagerWish, settleManagers } from './settle-managers.ts';

/** Reporting lines are judged as one tree, so the whole file is held in memory to some extent. */
const mostUsers = 1_000_000;

/**
 * Imports users and their reporting lines from a CSV file, in one transaction: a file that is cut off leaves
 * nobody behind. A row that cannot go in is rejected and the others land, unless all or nothing is asked for.
 * Where only the `manager_email` of a row cannot be followed, the user lands without a manager and counts as
 * imported, and the row is among the problems, saying so; with all or nothing that too keeps everybody out.
 * `newRoles`: the agent roles of the file that there are not yet come with it. The first file of an org defines them anyway.
 */
export async function importUsers(
  database: Database,
  orgId: number,
  source: Readable,
  { newRoles = false, ...options }: ImportOptions & { newRoles?: boolean | undefined },
): Promise<ImportReport> {
  let roles: RolesOfImport | undefined;
  const wishes: ManagerWish[] = [];
  const plan: ImportPlan<UserEntry> = {
    subjects: 'users',
    columns: userColumns,
    mostRows: mostUsers,
    read: readUser,
    land: async (tx, { orgId: org }, entries) => {
      roles ??= await openRoles(tx, org, newRoles);
      const landings = await landUsers(tx, org, { entries, roles });
      for (const [place, landing] of landings.entries()) {
        const managerEmail = entries[place]?.entry.managerEmail;
        if (!managerEmail || !('subject' in landing)) continue;
        wishes.push({ line: entries[place]?.line ?? 0, userId: landing.subject, managerEmail });
      }
      return landings;
    },
    settle: (tx, target) => settleManagers(tx, target, wishes),
  };
  return importFile(database, orgId, source, plan, options);
}
