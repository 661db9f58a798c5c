// `npm run model`: the product against the rules as test/model states them; `--steps N --seed S --runs-at-once K --inside`.
import { ensureInstalled, run } from './ensure-installed.mjs';

ensureInstalled();
run('node', ['test/model/run.ts', ...process.argv.slice(2)]);
