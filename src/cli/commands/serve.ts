import { setTimeout as delay } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import { openLog } from '../../http/log.ts';
import { checkSettings } from '../local/check-settings.ts';
import { type ServiceSettings, type Started, startService } from '../local/service.ts';
import { readConfig } from '../terminal/config.ts';
import { addDatabaseOptions } from '../terminal/options.ts';

/** Together under the ten seconds after which those who stop a process commonly kill it. */
const stoppingPatience = { work: 5_000, callers: 250, pools: 250, postgres: 3_500 };
const mostStoppingMs = 9_900;
/** How long each part may take to let go of a database that was lost. */
const lostPatience = { work: 1_000, callers: 1_000, pools: 1_000, postgres: 1_000 };
const longestPauseMs = 30_000;
const wasCut = 1;

/** `baton serve`: API and worker in one process, or one of the two. */
export function addServeCommand(program: Command): void {
  addDatabaseOptions(program.command('serve'))
    .description('serve the API and run requests until stopped')
    .addOption(new Option('--host <host>', 'the address to listen on; default 127.0.0.1 ($BATON_HOST)'))
    .addOption(new Option('--port <port>', 'default 4800; 0 picks a free one ($BATON_PORT)'))
    .addOption(new Option('--sample [switch]', 'make the sample organisation first ($BATON_SAMPLE)'))
    .addOption(new Option('--public-url <url>', 'the address that people open ($BATON_PUBLIC_URL)'))
    .addOption(new Option('--proxies <n>', 'how many proxies stand before it; default 0 ($BATON_PROXIES)'))
    .addOption(
      new Option('--calls-per-key <n>', 'calls a second of one key; default 10000 ($BATON_CALLS_PER_KEY)'),
    )
    .addOption(
      new Option('--calls-per-org <n>', 'calls a second of one org; default 20000 ($BATON_CALLS_PER_ORG)'),
    )
    .addOption(new Option('--role <role>', 'api, worker or all; default all ($BATON_ROLE)'))
    .action(serve);
}

async function serve(flags: object): Promise<void> {
  const config = readConfig(flags, process.env);
  await checkSettings(config);
  const log = openLog(config.logLevel);
  const stopping = waitForSignal();
  let service = startService(config, log);
  // A first start that fails is told to whoever began it; one after a loss is tried until it holds.
  let started = await Promise.race([stopping, service.started]).catch(async (error: unknown) => {
    await service.stop(stoppingPatience);
    throw error;
  });
  while (started !== 'signal' && (await Promise.race([stopping, started.lost])) === 'lost') {
    log.error('PostgreSQL was lost; starting again');
    await service.stop(lostPatience);
    started = await startAgain({ ...config, port: started.port, isFirst: false });
  }
  const cut = await service.stop(stoppingPatience);
  if (cut.length > 0) log.error({ cut }, 'not everything ended in time; what was acknowledged is durable');
  process.exit(cut.length > 0 ? wasCut : 0);

  async function startAgain(settings: ServiceSettings): Promise<Started | 'signal'> {
    for (let pauseMs = 1_000; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      service = startService(settings, log);
      try {
        return await Promise.race([stopping, service.started]);
      } catch (error) {
        log.error({ err: error }, `could not start again; the next try is in ${pauseMs / 1_000} s`);
        await service.stop(lostPatience);
        const waited = await Promise.race([stopping, delay(pauseMs, undefined)]);
        if (waited === 'signal') return waited;
      }
    }
  }
}

/**
 * The first signal begins the end; others change nothing, for Ctrl-C reaches a whole group of processes, some of which
 * pass it on. Whatever hangs then, this process ends in time.
 */
async function waitForSignal(): Promise<'signal'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(signal, () => {
        setTimeout(() => process.exit(wasCut), mostStoppingMs).unref();
        resolve('signal');
      });
    }
  });
}
