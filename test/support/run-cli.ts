import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { Worker } from 'node:worker_threads';

/** How the real program ended. */
export interface EndedProgram {
  code: number | null;
  stdout: string;
  stderr: string;
}

const program = new URL('../../src/cli/main.ts', import.meta.url).pathname;

/** Runs `baton` with these arguments, in an environment that holds no settings but these. */
export async function runCli(
  args: readonly string[],
  environment: Record<string, string> = {},
  input = '',
): Promise<EndedProgram> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...compileCache(), ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const ended: EndedProgram = { code: null, stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => {
    ended.stdout += chunk;
  });
  child.stderr.on('data', (chunk) => {
    ended.stderr += chunk;
  });
  child.stdin.on('error', () => {}); // it may end before it has read all
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...ended, code }));
  });
}

/** Likewise, in a thread of this process: the same program for half the work, where nothing is asked of the process itself. */
export async function runCliInside(
  args: readonly string[],
  environment: Record<string, string>,
): Promise<EndedProgram> {
  const env = { PATH: process.env.PATH, HOME: '/nonexistent', ...environment };
  const thread = new Worker(program, { argv: [...args], env, stdin: true, stdout: true, stderr: true });
  thread.stdin?.end();
  const [[code], stdout, stderr] = await Promise.all([
    once(thread, 'exit'),
    text(thread.stdout),
    text(thread.stderr),
  ]);
  return { code, stdout, stderr };
}

/** Which every command of a test run shares; no setting of whoever runs the tests. */
function compileCache(): Record<string, string> {
  const { NODE_COMPILE_CACHE: folder } = process.env;
  return folder ? { NODE_COMPILE_CACHE: folder } : {};
}
