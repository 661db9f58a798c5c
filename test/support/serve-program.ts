import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The real program, serving. */
export interface ServedProgram {
  address: string;
  process: ChildProcess;
  /** Everything it has written to standard output and standard error so far. */
  output(): string;
  /** SIGTERM, and the exit code it ends with. */
  stop(): Promise<number | null>;
  /** SIGKILL, and nothing is asked of it any more. */
  kill(): Promise<void>;
}

const program = new URL('../../src/cli/main.ts', import.meta.url).pathname;
const readyWithinMs = 60_000;

/** Starts `baton serve` with these flags on a free port and waits for its word that it is ready. */
export async function serveProgram(
  flags: readonly string[],
  environment: Record<string, string> = {},
): Promise<ServedProgram> {
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', ...flags], {
    env: { ...cleanEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  const chunks: string[] = [];
  child.stderr.on('data', (chunk) => chunks.push(String(chunk)));
  child.stdout.on('data', (chunk) => chunks.push(String(chunk)));
  const address = await waitForAddress(child, () => chunks.join(''));
  return {
    address,
    process: child,
    output: () => chunks.join(''),
    stop: async () => {
      child.kill('SIGTERM');
      const [code] = await exited;
      return code;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** Without the settings of whoever runs the tests. */
function cleanEnvironment(): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('BATON_') && name !== 'DATABASE_URL'),
  );
}

async function waitForAddress(child: ChildProcess, output: () => string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const timer = setTimeout(() => reject(new Error(`Not ready in time.\n${output()}`)), readyWithinMs);
  child.once('exit', (code) => reject(new Error(`It ended with ${code} before it was ready.\n${output()}`)));
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      const address = /^Baton is ready at (\S+)$/.exec(line)?.[1];
      if (address) resolve(address);
    });
  }
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
  }
}
