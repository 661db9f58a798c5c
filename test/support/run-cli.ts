import { spawn } from 'node:child_process';

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
    env: { PATH: process.env.PATH, HOME: '/nonexistent', ...environment },
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
