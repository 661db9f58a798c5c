import { type Command, Option } from 'commander';
import { openLog } from '../http/log.ts';
import { checkSettings } from './check-settings.ts';
import { readConfig } from './config.ts';
import { addDatabaseOptions } from './options.ts';
import { startService } from './service.ts';

const mostStoppingMs = 9_000;
/** How long each part may take to let go of a database that was lost. */
const patienceMs = 1_000;

/** `baton serve`: API and worker in one process, or one of the two. */
export function addServeCommand(program: Command): void {
  addDatabaseOptions(program.command('serve'))
    .description('serve the API and run requests until stopped')
    .addOption(new Option('--host <host>', 'the address to listen on; default 127.0.0.1 ($BATON_HOST)'))
    .addOption(new Option('--port <port>', 'default 4800; 0 picks a free one ($BATON_PORT)'))
    .addOption(new Option('--sample [switch]', 'make the sample organisation first ($BATON_SAMPLE)'))
    .addOption(new Option('--public-url <url>', 'the address that people open ($BATON_PUBLIC_URL)'))
    .addOption(new Option('--proxies <n>', 'how many proxies stand before it; default 0 ($BATON_PROXIES)'))
    .addOption(new Option('--role <role>', 'api, worker or all; default all ($BATON_ROLE)'))
    .action(serve);
}

async function serve(flags: object): Promise<void> {
  const config = readConfig(flags, process.env);
  await checkSettings(config);
  const log = openLog(config.logLevel);
  const stopping = waitForSignal();
  let port = config.port;
  for (;;) {
    const service = await startService({ ...config, port }, log);
    port = service.port;
    const reason = await Promise.race([stopping, service.lost]);
    await service.stop(reason === 'lost' ? patienceMs : undefined);
    if (reason === 'signal') return;
    log.warn('PostgreSQL was lost; starting again');
  }
}

/** Whatever hangs after a signal, be it the start, this process ends in time: what was acknowledged is durable. */
async function waitForSignal(): Promise<'signal'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        setTimeout(() => process.exit(0), mostStoppingMs).unref();
        resolve('signal');
      });
    }
  });
}
