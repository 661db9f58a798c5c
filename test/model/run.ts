// `npm run model`: walks of any length on a server of their own, told as they go.

import { parseArgs } from 'node:util';
import { aDataFolder } from '../support/data-folder.ts';
import { closeDatabase, openFolder } from '../support/open-folder.ts';
import { serveProgram } from '../support/serve-program.ts';
import { beginWalks } from './begin-walks.ts';
import { allSteps } from './steps/any-step.ts';
import { type Walked, walk } from './walk.ts';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    'runs-at-once': { type: 'string', default: '16' },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const tellEveryMs = 30_000;

const folder = await aDataFolder();
const server = await serveProgram(['--data-dir', folder.path, '--log-level', 'warn']);
const database = await openFolder(folder);
const beganAt = performance.now();
let tellAt = beganAt + tellEveryMs;

function describe({ steps, walks }: Walked): string {
  const seconds = (performance.now() - beganAt) / 1_000;
  return `${steps} steps in ${walks} walks, ${Math.round(steps / seconds)} steps/s over ${Math.round(seconds)} s`;
}

try {
  say(`seed ${values.seed}`);
  const walked = await walk({
    seed: Number(values.seed),
    of: allSteps,
    steps: Number(values.steps),
    atOnce: Number(values['runs-at-once']),
    begin: beginWalks(database, server.address),
    onWalk: (sofar) => {
      if (performance.now() < tellAt) return;
      tellAt += tellEveryMs;
      say(describe(sofar));
    },
  });
  say(describe(walked));
  const { failure } = walked;
  if (failure) {
    say(
      `Product and rules differ. Again by: npm run model -- --seed ${failure.seed} --steps 1 --runs-at-once 1`,
    );
    say(['', ...failure.steps, '', failure.problem].join('\n'));
    process.exitCode = 1;
  } else say('Product and rules agree.');
} finally {
  await closeDatabase(database);
  await server.stop();
  await folder.remove();
}
