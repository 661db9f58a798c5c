#!/usr/bin/env -S node --max-semi-space-size=12 --heap-growing-percent=80
import { Command, CommanderError } from 'commander';
import { BatonError } from '../client/client.ts';
import { Refusal, type RowProblem } from '../contract/refusal.ts';
import { EmbeddedPostgresError } from '../database/embedded/embedded-postgres-error.ts';
import { version } from '../http/wire/version.ts';
import { addCommands } from './main-commands.ts';
import { ConfigError } from './terminal/config.ts';
import { exitCodeOf, exitCodesHelp } from './terminal/exit-codes.ts';
import { UsageError } from './terminal/options.ts';

async function main(): Promise<void> {
  process.stdout.on('error', endQuietly);
  const program = new Command('baton')
    .description('Who holds each lead, who leads each team.')
    .version(version)
    .addHelpText('after', exitCodesHelp)
    .exitOverride()
    .showHelpAfterError('Add --help for what this command takes.');
  try {
    await addCommands(program, process.argv[2]);
    await program.parseAsync();
  } catch (error) {
    report(error);
    process.exitCode = exitCodeOf(error);
  }
}

/** Whoever read what we print has read enough: `baton requests rows 1000000001 --csv | head`. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
}

/** Says on standard error what went wrong, in words for whoever typed the command. */
function report(error: unknown): void {
  if (error instanceof CommanderError) return; // which has said so by itself
  const isExpected =
    error instanceof BatonError ||
    error instanceof Refusal ||
    error instanceof ConfigError ||
    error instanceof UsageError ||
    error instanceof EmbeddedPostgresError;
  process.stderr.write(`${isExpected ? error.message : describe(error)}\n`);
  if (error instanceof BatonError || error instanceof Refusal) tellProblems(error.problems ?? []);
}

/** The bad rows of an input, a line each: of a file by line and column, of what was typed by where. */
function tellProblems(problems: readonly RowProblem[]): void {
  for (const { line, column, reason } of problems) {
    const isOfFile = column === undefined || /^[\w.]+$/.test(column);
    const place = isOfFile ? `line ${line}${column ? `, ${column}` : ''}` : column;
    process.stderr.write(`${place}: ${reason}\n`);
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? `\n  because: ${error.cause.message}` : '';
  const stack = process.env.BATON_LOG_LEVEL === 'debug' ? `\n${error.stack}` : '';
  return `${error.message || error.name}${cause}${stack}`;
}

await main();
