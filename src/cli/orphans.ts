import { type Command, Option } from 'commander';
import { type OrphanKind, orphanKinds } from '../contract/v1/orphans.ts';
import { listOrphans, type OrphanPage } from '../core/radar/list-orphans.ts';
import { readConfig } from './config.ts';
import { withOperatorDatabase } from './operator-database.ts';
import { addDatabaseOptions, readPositive, UsageError } from './options.ts';
import { print } from './print.ts';
import { toTable } from './table.ts';

const largestPage = 1_000;

interface OrphanFlags {
  org: number;
  kind?: OrphanKind;
  limit: number;
  json?: true;
}

/** `baton orphans`: exit code 1 where there is any, so that a schedule can watch it. */
export function addOrphansCommand(program: Command): void {
  addDatabaseOptions(program.command('orphans'))
    .description('count and list what points at nobody who could answer for it; exit code 1 if there is any')
    .requiredOption('--org <n>', 'the organisation', readPositive)
    .addOption(new Option('--kind <kind>', 'only this kind').choices(orphanKinds))
    .option('--limit <n>', `how many to list, up to ${largestPage}`, readPositive, 20)
    .option('--json', 'print JSON')
    .action(async (flags: OrphanFlags) => {
      const { kind, limit } = flags;
      if (limit > largestPage) throw new UsageError(`--limit is at most ${largestPage}.`);
      const page = await withOperatorDatabase(readConfig(flags, process.env), (database) =>
        listOrphans(database, { orgId: flags.org, userId: null }, { kind, limit }),
      );
      print(flags, page, () => describe(page));
      if (page.items.length > 0) process.exitCode = 1;
    });
}

function describe({ counts, items, next }: OrphanPage): string[] {
  const kinds = Object.entries(counts).map(([kind, count]) => [kind, String(count)]);
  return [
    ...toTable(kinds),
    ...(items.length > 0 ? ['', ...toTable(items.map(({ kind, message }) => [kind, message]))] : []),
    ...(next === null
      ? []
      : ['', 'There are more: give a larger --limit, a --kind, or read GET /api/v1/orphans.']),
  ];
}
