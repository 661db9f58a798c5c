#!/usr/bin/env -S node --max-semi-space-size=8
import { Command, CommanderError } from 'commander';
import { Refusal } from '../contract/refusal.ts';
import { EmbeddedPostgresError } from '../database/embedded/embedded-postgres-error.ts';
import { ConfigError } from './config.ts';
import { addImportCommand } from './import.ts';
import { addKeysCommand } from './keys.ts';
import { UsageError } from './options.ts';
import { addOrgsCommand } from './orgs.ts';
import { addOrphansCommand } from './orphans.ts';
import { addSampleCommand } from './sample.ts';
import { addServeCommand } from './serve.ts';
import { addUsersCommand } from './users.ts';

const refused = 1;
const usage = 2;

async function main(): Promise<void> {
  const program = new Command('baton')
    .description('Who holds each lead, who leads each team.')
    .exitOverride()
    .showHelpAfterError('Add --help for what this command takes.');
  addServeCommand(program);
  addSampleCommand(program);
  addOrgsCommand(program);
  addUsersCommand(program);
  addKeysCommand(program);
  addImportCommand(program);
  addOrphansCommand(program);
  try {
    await program.parseAsync();
  } catch (error) {
    process.exitCode = report(error);
  }
}

/** Says on standard error what went wrong, in words for whoever typed the command, and gives the exit code. */
function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : usage;
  const isExpected =
    error instanceof Refusal ||
    error instanceof ConfigError ||
    error instanceof UsageError ||
    error instanceof EmbeddedPostgresError;
  process.stderr.write(`${isExpected ? error.message : describe(error)}\n`);
  return error instanceof ConfigError || error instanceof UsageError ? usage : refused;
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `\n  because: ${error.cause.message}` : '';
  const stack = process.env.BATON_LOG_LEVEL === 'debug' ? `\n${error.stack}` : '';
  return `${error.message || error.name}${cause}${stack}`;
}

await main();
