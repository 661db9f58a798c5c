import type { Command } from 'commander';
import { importLeads } from '../../core/kinds/import/import-leads.ts';
import { importUsers } from '../../core/kinds/import/import-users.ts';
import { withOperatorDatabase } from '../local/operator-database.ts';
import { readConfig } from '../terminal/config.ts';
import { exitCodes } from '../terminal/exit-codes.ts';
import { ignoreColumnsOption } from '../terminal/ignore-columns.ts';
import { openInput } from '../terminal/open-input.ts';
import { addDatabaseOptions, readPositive } from '../terminal/options.ts';
import { print } from '../terminal/print.ts';

interface ImportFlags {
  org: number;
  allOrNothing?: true;
  ignoreColumns?: string[];
  newRoles?: true;
  json?: true;
}

const subjects = { users: importUsers, leads: importLeads } as const;

/** `baton import users | leads`. */
export function addImportCommand(program: Command): void {
  const command = program.command('import').description('read users or leads from a CSV file');
  for (const [noun, importRows] of Object.entries(subjects)) {
    const reads = addDatabaseOptions(command.command(noun))
      .description(`read ${noun} from a CSV file; docs/operate/import.md names its columns`)
      .argument('<file>', 'the CSV file, with a header line; - for standard input')
      .requiredOption('--org <n>', 'the organisation', readPositive)
      .addOption(ignoreColumnsOption())
      .option('--all-or-nothing', 'land nothing if any row is bad')
      .option('--json', 'print JSON')
      .action((file: string, flags: ImportFlags) => runImport(importRows, file, flags));
    if (noun === 'users') {
      reads.option('--new-roles', 'agent roles of the file that there are not yet come with it');
    }
  }
}

async function runImport(
  importRows: (typeof subjects)[keyof typeof subjects],
  file: string,
  flags: ImportFlags,
): Promise<void> {
  const source = await openInput(file);
  const report = await withOperatorDatabase(readConfig(flags, process.env), (database) =>
    importRows(database, flags.org, source, {
      allOrNothing: flags.allOrNothing ?? false,
      newRoles: flags.newRoles,
      ignored: flags.ignoreColumns,
      requester: { userId: null, origin: 'cli' },
      onProgress: showProgress,
    }),
  );
  print(flags, report, () => [
    `Request ${report.requestId}: rows landed: ${report.imported}, rejected: ${report.rejected}.`,
  ]);
  for (const problem of report.problems) {
    const column = problem.column ? `, ${problem.column}` : '';
    process.stderr.write(`line ${problem.line}${column}: ${problem.reason}\n`);
  }
  if (report.rejected > 0) process.exitCode = exitCodes.notAllWell;
}

function showProgress(rows: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${rows} rows read`);
}
