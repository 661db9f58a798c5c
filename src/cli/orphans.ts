import { type Command, Option } from 'commander';
import { type OrphanKind, type OrphanPage, orphanKinds } from '../contract/v1/orphans.ts';
import { listOrphans } from '../core/radar/list-orphans.ts';
import { readConfig } from './config.ts';
import { exitCodes } from './exit-codes.ts';
import { withOperatorDatabase } from './operator-database.ts';
import { addDatabaseOptions, readPositive, UsageError } from './options.ts';
import { print } from './print.ts';
import { addRemoteOptions, openClient } from './remote/open-client.ts';
import { addPageOptions, type PageFlags, tellNext } from './remote/page-options.ts';
import type { RemoteFlags } from './remote/remote-settings.ts';
import { toTable } from './table.ts';

interface OrphanFlags extends RemoteFlags, PageFlags {
  org?: number;
  databaseUrl?: string;
  dataDir?: string;
  kind?: OrphanKind;
  json?: true;
}

/** `baton orphans`: its exit code tells a schedule whether there is any. */
export function addOrphansCommand(program: Command): void {
  addDatabaseOptions(addPageOptions(addRemoteOptions(program.command('orphans'))))
    .description('count and list what points at nobody who could answer for it; exit code 1 if there is any')
    .option(
      '--org <n>',
      'for the operator: this organisation of the database, without a server',
      readPositive,
    )
    .addOption(new Option('--kind <kind>', 'only this kind').choices(orphanKinds))
    .action(async (flags: OrphanFlags) => {
      const page = await readOrphans(flags);
      print(flags, page, () => describe(page));
      if (page.items.length > 0) process.exitCode = exitCodes.notAllWell;
    });
}

async function readOrphans(flags: OrphanFlags): Promise<OrphanPage> {
  const { org, kind, limit, after } = flags;
  const isRemote = flags.url !== undefined || flags.profile !== undefined;
  if (org === undefined) {
    if (flags.databaseUrl !== undefined || flags.dataDir !== undefined) {
      throw new UsageError('--database-url and --data-dir need --org, the organisation to look at.');
    }
    return (await openClient(flags)).orphans({ kind, limit, after }).first();
  }
  if (isRemote) throw new UsageError('--org is of a database; a server knows the organisation by the keys.');
  return withOperatorDatabase(readConfig(flags, process.env), (database) =>
    listOrphans(database, { orgId: org, userId: null }, { kind, limit, after }),
  );
}

function describe({ counts, items, next }: OrphanPage): string[] {
  const kinds = Object.entries(counts).map(([kind, count]) => [kind, String(count)]);
  return [
    ...toTable(kinds),
    ...(items.length > 0 ? ['', ...toTable(items.map(({ kind, message }) => [kind, message]))] : []),
    ...tellNext(next),
  ];
}
