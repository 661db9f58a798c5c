// Builds the web UI into dist/web, unless what stands there was made of the same sources.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { root, run } from './ensure-installed.mjs';

const sources = ['web', 'src/client', 'src/contract', 'package-lock.json'];
const built = join(root, 'dist', 'web');
const stamp = join(root, 'dist', 'web-built-from');

export async function buildWeb() {
  const wanted = fingerprint();
  if (existsSync(stamp) && existsSync(built) && readFileSync(stamp, 'utf8') === wanted) return;
  run('vite', ['build', 'web', '--logLevel', 'warn']);
  await compress();
  writeFileSync(stamp, wanted);
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap((source) => listFiles(join(root, source)))) {
    hash.update(file).update(readFileSync(file));
  }
  return hash.digest('hex');
}

/** Once here, so that no answer waits for it. */
async function compress() {
  const files = listFiles(built).filter((file) => /\.(js|css|svg)$/.test(file));
  await Promise.all(
    files.map(async (file) => {
      const text = readFileSync(file);
      writeFileSync(`${file}.br`, await promisify(brotliCompress)(text));
      writeFileSync(`${file}.gz`, await promisify(gzip)(text));
    }),
  );
}

function listFiles(path) {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => listFiles(join(path, name)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWeb();
