// `npm start`: install if needed, build, and serve from ./.baton with the sample organisation.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, root, run } from './ensure-installed.mjs';

ensureInstalled();
process.stdout.write('Building ...\n');
run('npm', ['run', '--silent', 'build']);

const env = { BATON_DATA_DIR: join(root, '.baton'), BATON_SAMPLE: 'true', ...process.env };
const node = join(root, 'node_modules', '.bin', 'node');
// As in the program's first line: a heap that is small and grows slowly halves the memory of a busy server.
const program = [
  '--max-semi-space-size=12',
  '--heap-growing-percent=80',
  join(root, 'dist', 'cli', 'main.js'),
];
const server = spawn(node, [...program, 'serve', ...process.argv.slice(2)], {
  stdio: 'inherit',
  env,
});
// Ctrl-C reaches the server by itself, too; it stops once, however often it is told.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
