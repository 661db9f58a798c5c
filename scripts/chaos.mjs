// `npm run chaos`: Baton and PostgreSQL killed at random under load; `--minutes N --kills N --seed S`.
import { ensureInstalled, run } from './ensure-installed.mjs';

ensureInstalled();
run('node', ['test/chaos/run.ts', ...process.argv.slice(2)]);
