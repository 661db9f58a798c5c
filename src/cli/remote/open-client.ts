import type { Command } from 'commander';
import { type BatonClient, createClient } from '../../client/client.ts';
import { ConfigError } from '../terminal/config.ts';
import { type RemoteFlags, readRemoteSettings } from './remote-settings.ts';

/** The options of every command that calls a server and prints what it answers. */
export function addRemoteOptions(command: Command): Command {
  return addServerOptions(command).option('--json', 'print JSON');
}

export function addServerOptions(command: Command): Command {
  return command
    .option('--url <url>', 'the server; its keys are in the environment ($BATON_URL)')
    .option('--profile <name>', 'a server of `baton profiles` ($BATON_PROFILE)');
}

/** Opens the client of the server that the flags or the environment name. */
export async function openClient(flags: RemoteFlags): Promise<BatonClient> {
  const settings = await readRemoteSettings(flags, process.env);
  try {
    return createClient({ ...settings, through: 'cli' });
  } catch (error) {
    throw new ConfigError([error instanceof Error ? error.message : String(error)]);
  }
}
