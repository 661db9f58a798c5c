// `npm run bench`: one table, each row beside its floor from the same run.
import { ensureInstalled, run } from './ensure-installed.mjs';

ensureInstalled();
run('npm', ['run', '--silent', 'build']);
run('node', ['bench/run.ts', ...process.argv.slice(2)]);
