import { Readable } from 'node:stream';
import { type Command, Option } from 'commander';
import type { BatonClient } from '../../client/client.ts';
import { followPages } from '../../client/pages.ts';
import { nobodyIsHead } from '../../contract/rules/head-rules.ts';
import type { OrphanPage } from '../../contract/v1/orphans.ts';
import { type OrphanKind, orphanKinds } from '../../contract/words/orphan-words.ts';
import { listOrphans } from '../../core/radar/list-orphans.ts';
import type { Database } from '../../database/database.ts';
import { writeCsv } from '../../http/v1/csv/csv-form.ts';
import { orphanForm } from '../../http/v1/csv/radar-forms.ts';
import { withOperatorDatabase } from '../local/operator-database.ts';
import { addRemoteOptions, openClient } from '../remote/open-client.ts';
import { addPageOptions, type PageFlags, printList } from '../remote/page-options.ts';
import type { RemoteFlags } from '../remote/remote-settings.ts';
import { readConfig } from '../terminal/config.ts';
import { exitCodes } from '../terminal/exit-codes.ts';
import { addDatabaseOptions, readPositive, UsageError } from '../terminal/options.ts';
import { toTable } from '../terminal/table.ts';

interface OrphanFlags extends RemoteFlags, PageFlags {
  org?: number;
  databaseUrl?: string;
  dataDir?: string;
  kind?: OrphanKind;
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
      await withOrphans(flags, async (orphans) => {
        const { items } = await orphans.first();
        if (items.length > 0) process.exitCode = exitCodes.notAllWell;
        await printList(flags, orphans, describe);
      });
    });
}

type Orphans = ReturnType<BatonClient['orphans']>;

async function withOrphans(flags: OrphanFlags, use: (orphans: Orphans) => Promise<void>): Promise<void> {
  const { org, kind, limit, after } = flags;
  const isRemote = flags.url !== undefined || flags.profile !== undefined;
  if (org === undefined) {
    if (flags.databaseUrl !== undefined || flags.dataDir !== undefined) {
      throw new UsageError('--database-url and --data-dir need --org, the organisation to look at.');
    }
    return use((await openClient(flags)).orphans({ kind, limit, after }));
  }
  if (isRemote) throw new UsageError('--org is of a database; a server knows the organisation by the keys.');
  await withOperatorDatabase(readConfig(flags, process.env), (database) =>
    use(readOrphans(database, org, flags)),
  );
}

/** As the server would give them to an administrator. */
function readOrphans(database: Database, orgId: number, { kind, limit, after: from }: OrphanFlags): Orphans {
  const operator = { orgId, userId: null };
  const read = (after: string | undefined): Promise<OrphanPage> =>
    listOrphans(database, operator, { kind, limit, after });
  const orphans: Orphans = followPages<OrphanPage>({
    from,
    read,
    csv: async () => Readable.toWeb(Readable.from(writeCsv(orphanForm, eachPage()))),
  });
  async function* eachPage() {
    for await (const { items } of orphans) yield items;
  }
  return orphans;
}

function describe({ heads, counts, items }: OrphanPage): string[] {
  const kinds = Object.entries(counts).map(([kind, count]) => [kind, String(count)]);
  return [
    ...toTable(kinds),
    ...(heads === 0 && counts['user-without-manager'] ? ['', nobodyIsHead] : []),
    ...(items.length > 0 ? ['', ...toTable(items.map(({ kind, message }) => [kind, message]))] : []),
  ];
}
