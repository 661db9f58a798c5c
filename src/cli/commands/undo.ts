import { type Command, Option } from 'commander';
import type { UndoPlan } from '../../client/client.ts';
import { type UndoableOutcome, undoableOutcomes } from '../../contract/words/request-words.ts';
import { followMade } from '../remote/follow.ts';
import { addMakeOptions, type MakeFlags, readRunOptions } from '../remote/make-options.ts';
import { inFlags, undoFlags } from '../remote/name-flags.ts';
import { openClient } from '../remote/open-client.ts';
import { readRowsToUndo } from '../remote/read-rows-to-undo.ts';
import { readUser } from '../remote/user-argument.ts';
import { ensureOfCsv, ignoreColumnsOption } from '../terminal/ignore-columns.ts';
import { UsageError } from '../terminal/options.ts';
import { readIds, readRequestId } from '../terminal/read-ids.ts';

interface UndoFlags extends MakeFlags {
  leads?: string;
  users?: string;
  csv?: string;
  ignoreColumns?: string[];
  outcome?: UndoableOutcome;
  exceptLeads?: string;
  exceptUsers?: string;
  reviveKeys?: true;
}

/** `baton undo`. */
export function addUndoCommand(program: Command): void {
  addMakeOptions(program.command('undo'))
    .description('put back what a request changed, where nobody changed it since; itself a request')
    .argument('<requestId>', 'the request to undo', readRequestId)
    .option('--leads <ids>', 'only the rows about these leads, separated by commas')
    .option('--users <who>', 'only the rows about these users, by id or e-mail, separated by commas')
    .option('--csv <file>', 'only the rows of a file, - for standard input: lead_id, user_id or user_email')
    .addOption(ignoreColumnsOption())
    .addOption(
      new Option('--outcome <outcome>', 'only the rows that met it')
        .choices(undoableOutcomes)
        .conflicts(['leads', 'users', 'csv']),
    )
    .option('--except-leads <ids>', 'not the rows about these leads, separated by commas')
    .option('--except-users <ids>', 'not the rows about these users, by id, separated by commas')
    .option(
      '--revive-keys',
      'of an offboarding: bring back the access keys that it ended, unless their end has come',
    )
    .action(async (requestId: number, flags: UndoFlags) => {
      const body = await readUndoPlan(flags);
      const client = await openClient(flags);
      const made = await client.requests
        .undo(requestId, { ...body, plan: flags.plan })
        .catch(inFlags(undoFlags, findFlags));
      await followMade(client, made, flags);
    });
}

function findFlags(field: string): string | undefined {
  return /^(leads|users)$/.test(field) ? '--leads LEADS or --users USERS' : undefined;
}

async function readUndoPlan({
  leads,
  users,
  csv,
  ignoreColumns,
  outcome,
  exceptLeads,
  exceptUsers,
  reviveKeys,
  ...flags
}: UndoFlags): Promise<UndoPlan> {
  ensureOfCsv({ csv, ignoreColumns });
  const { onDrift, ...options } = readRunOptions(flags);
  if (onDrift === 'overwrite')
    throw new UsageError('An undo overwrites nothing: --on-drift is skip or stop.');
  if (csv !== undefined && (leads ?? users) !== undefined)
    throw new UsageError('Name rows by --csv, or by --leads and --users.');
  return {
    ...options,
    ...(onDrift ? { onDrift } : {}),
    ...(csv === undefined ? {} : await readRowsToUndo(csv, ignoreColumns)),
    ...(outcome ? { outcome } : {}),
    ...(reviveKeys ? { reviveKeys } : {}),
    ...(leads === undefined ? {} : { leads: readIds(leads, 'lead', '--leads') }),
    ...(exceptLeads === undefined ? {} : { exceptLeads: readIds(exceptLeads, 'lead', '--except-leads') }),
    ...(exceptUsers === undefined ? {} : { exceptUsers: readIds(exceptUsers, 'user', '--except-users') }),
    ...(users === undefined ? {} : { users: users.split(',').map((text) => readUser(text.trim())) }),
  };
}
