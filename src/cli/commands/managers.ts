import { type Command, Option } from 'commander';
import { followMade } from '../remote/follow.ts';
import { addMakeOptions, type MakeFlags, readRunOptions } from '../remote/make-options.ts';
import { openClient } from '../remote/open-client.ts';
import { readUser } from '../remote/user-argument.ts';
import { ensureOfCsv, ignoreColumnsOption } from '../terminal/ignore-columns.ts';
import { openUpload } from '../terminal/open-input.ts';
import { UsageError } from '../terminal/options.ts';
import { changeByLeadsquared } from '../vendor/change-by-leadsquared.ts';
import type { ManagerRow } from '../vendor/read-manager-rows.ts';

interface ManagersFlags extends MakeFlags {
  csv?: string;
  ignoreColumns?: string[];
  dialect?: 'leadsquared';
}

/** `baton managers`. */
export function addManagersCommand(program: Command): void {
  addMakeOptions(program.command('managers'))
    .description('change whom users report to: one user, or those of a CSV file')
    .argument('[user]', 'the user')
    .argument('[manager]', 'their new manager, or none')
    .option(
      '--csv <file>',
      'a file, - for standard input, with user_email or user_id, and manager_email or manager_id',
    )
    .addOption(ignoreColumnsOption())
    .addOption(
      new Option('--dialect <dialect>', 'drive a server that speaks the vendor’s contract').choices([
        'leadsquared',
      ]),
    )
    .action(changeManagers);
}

async function changeManagers(
  user: string | undefined,
  manager: string | undefined,
  flags: ManagersFlags,
): Promise<void> {
  ensureOfCsv(flags);
  const pair = readPair(user, manager, flags);
  if (flags.dialect) return changeByLeadsquared(pair, flags);
  const client = await openClient(flags);
  const { plan } = flags;
  const made = pair
    ? await client.requests[plan ? 'plan' : 'create'](readPlan(pair, flags))
    : await client.requests.createFromCsv(
        await openUpload(flags.csv ?? ''),
        { kind: 'managers', ignoreColumns: flags.ignoreColumns?.join(), ...readRunOptions(flags) },
        { plan },
      );
  await followMade(client, made, flags);
}

/** Undefined where a file names the users. */
function readPair(
  user: string | undefined,
  manager: string | undefined,
  { csv }: ManagersFlags,
): ManagerRow | undefined {
  if (csv !== undefined && user === undefined) return undefined;
  if (csv === undefined && user !== undefined && manager !== undefined) return { user, manager };
  throw new UsageError('Give a user and their new manager, or --csv.');
}

function readPlan({ user, manager }: ManagerRow, flags: ManagersFlags) {
  const row = { user: readUser(user), manager: manager === 'none' ? null : readUser(manager) };
  return { kind: 'managers' as const, rows: [row], ...readRunOptions(flags) };
}
