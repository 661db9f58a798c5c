// `npm run cases`: situations that users have met, on a server that runs; `--url`, `--data-dir` or `--database-url`.
import { ensureInstalled, run } from './ensure-installed.mjs';

ensureInstalled();
run('node', ['test/cases/run.ts', ...process.argv.slice(2)]);
