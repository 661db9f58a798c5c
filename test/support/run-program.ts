import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

export interface ProgramEnd {
  code: number | null;
  output: string;
  complaint: string;
}

const program = new URL('../../src/cli/main.ts', import.meta.url).pathname;

/** Runs `baton` with these arguments to its end, without the settings of whoever runs the tests. */
export async function runProgram(
  args: readonly string[],
  environment: Record<string, string> = {},
  onSpawn: (pid: number) => void = () => {},
): Promise<ProgramEnd> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('BATON_') && name !== 'DATABASE_URL',
  );
  const child = spawn(process.execPath, [program, ...args], {
    env: { ...Object.fromEntries(inherited), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (child.pid !== undefined) onSpawn(child.pid);
  const [output, complaint] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { code: child.exitCode, output, complaint };
}
