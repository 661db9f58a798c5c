import { type Command, Option } from 'commander';
import { type AccessRole, accessRoles } from '../../contract/words/access-words.ts';
import { type ExportFormat, exportFormats } from '../../contract/words/export-words.ts';
import { inFlags, selectionFlags } from '../remote/name-flags.ts';
import { addServerOptions, openClient } from '../remote/open-client.ts';
import { readLeadFilters } from '../remote/read-lead-filters.ts';
import type { RemoteFlags } from '../remote/remote-settings.ts';
import { writeDownload } from '../remote/write-download.ts';
import { asOfOption } from '../terminal/moment-option.ts';

interface Flags extends RemoteFlags {
  format?: ExportFormat;
  output?: string;
}

/** `baton export leads | users | reporting-lines | assignments`. */
export function addExportCommand(program: Command): void {
  const exports = program
    .command('export')
    .description('write whole tables as files, as they are at one moment');
  addOfLeads(exports, 'leads', 'write leads and what is known of them, in the columns of an import');
  addOfLeads(exports, 'assignments', 'write who stands and ever stood on leads');
  addUsers(exports);
  addLines(exports);
}

function addFile(exports: Command, name: string): Command {
  return addServerOptions(exports.command(name))
    .addOption(
      new Option('--format <format>', 'csv, or JSON, one a line').choices(exportFormats).default('csv'),
    )
    .option('--output <file>', 'write to this file instead of standard output');
}

interface LeadFlags extends Flags {
  select?: string[];
  asOf?: string;
}

function addOfLeads(exports: Command, table: 'leads' | 'assignments', description: string): void {
  addFile(exports, table)
    .description(description)
    .option('--select <key=value...>', 'only of leads that a filter finds, such as owner=126 status=New')
    .option(...asOfOption)
    .action(async ({ select = [], asOf, format, output, ...flags }: LeadFlags) => {
      const query = { ...readLeadFilters(select, asOf), format };
      const client = await openClient(flags);
      await writeDownload(await client.exports[table](query).catch(inFlags(selectionFlags)), output);
    });
}

interface UserFlags extends Flags {
  query?: string;
  agentRole?: string;
  accessRole?: AccessRole;
  active?: true;
  inactive?: true;
}

function addUsers(exports: Command): void {
  addFile(exports, 'users')
    .description('write users, in the columns of an import')
    .option('--query <text>', 'any part of the name or the e-mail')
    .option('--agent-role <role>', 'only this agent role')
    .addOption(new Option('--access-role <role>', 'only this access role').choices(accessRoles))
    .addOption(new Option('--active', 'only active users').conflicts('inactive'))
    .option('--inactive', 'only users who are not active')
    .action(
      async ({ query: q, agentRole, accessRole, active, inactive, format, output, ...flags }: UserFlags) => {
        const isActive = active ?? (inactive ? false : undefined);
        const client = await openClient(flags);
        await writeDownload(
          await client.exports.users({ q, agentRole, accessRole, isActive, format }),
          output,
        );
      },
    );
}

function addLines(exports: Command): void {
  addFile(exports, 'reporting-lines')
    .description('write who reports to whom, in the columns of a file of managers')
    .option(...asOfOption)
    .option('--past', 'those that ended, too')
    .action(async ({ asOf, past, format, output, ...flags }: Flags & { asOf?: string; past?: true }) => {
      const client = await openClient(flags);
      await writeDownload(await client.exports.reportingLines({ asOf, past, format }), output);
    });
}
