// Plain JavaScript for Node 20: what `npm start` and `npm test` need before this project's own Node is there.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const stamp = join(root, 'node_modules', '.baton-installed');

/** Installs exactly what package-lock.json names, unless that is what is installed already. */
export function ensureInstalled() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stdout.write('Installing what Baton is built with (once) ...\n');
  run('npm', ['ci', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, wanted);
}

/** Runs a command from the project's root with its own tools first; ends this process if the command fails. */
export function run(command, args, extra = {}) {
  const bin = join(root, 'node_modules', '.bin');
  const path = `${bin}:${process.env.PATH}`;
  const env = { ...process.env, PATH: path, ...extra };
  const { status, signal, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env });
  if (error) throw error;
  if (status !== 0 || signal) process.exit(status ?? 1);
}
