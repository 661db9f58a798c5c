import { type Command, Option } from 'commander';

/** The options of every command that works on the database. */
export function addDatabaseOptions(command: Command): Command {
  return command
    .addOption(new Option('--data-dir <folder>', 'where the embedded PostgreSQL lives ($BATON_DATA_DIR)'))
    .addOption(
      new Option('--database-url <url>', 'use this PostgreSQL, 15 or newer, instead ($DATABASE_URL)'),
    )
    .addOption(new Option('--app-url <url>', 'log in there by this for the work of orgs ($DATABASE_APP_URL)'))
    .addOption(new Option('--gate-url <url>', 'and by this for what lets people in ($DATABASE_GATE_URL)'))
    .addOption(
      new Option(
        '--log-level <level>',
        'fatal, error, warn, info, debug, trace or silent ($BATON_LOG_LEVEL)',
      ),
    );
}

/** Reads an option that must be a positive whole number, such as an organisation's. */
export function readPositive(text: string): number {
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new UsageError(`"${text}" is not a positive whole number.`);
}

/** The command line is not as a command needs it: exit code 2. */
export class UsageError extends Error {}
