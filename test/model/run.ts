// `npm run model`: walks of any length on a server of their own, told as they go.

import { parseArgs } from 'node:util';
import { openOwnDoor } from '../support/own-door.ts';
import { beginWalks } from './begin-walks.ts';
import { allSteps } from './steps/any-step.ts';
import { type Walked, walk } from './walk.ts';

const { values } = parseArgs({
  options: {
    steps: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
    'runs-at-once': { type: 'string', default: '16' },
    /** Within this process, which is quicker, instead of over HTTP with a worker beside it. */
    inside: { type: 'boolean', default: false },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);
const tellEveryMs = 30_000;

const door = await openOwnDoor(values);
const beganAt = performance.now();
let tellAt = beganAt + tellEveryMs;

function describe({ steps, walks }: Walked): string {
  const seconds = (performance.now() - beganAt) / 1_000;
  const pace = `${Math.round(steps / seconds)} steps/s over ${Math.round(seconds)} s`;
  return `${steps.toLocaleString('en')} steps in ${walks.toLocaleString('en')} walks, ${pace}`;
}

try {
  say(`seed ${values.seed}`);
  const walked = await walk({
    seed: Number(values.seed),
    of: allSteps,
    steps: Number(values.steps),
    atOnce: Number(values['runs-at-once']),
    begin: beginWalks(door),
    onWalk: (sofar) => {
      if (performance.now() < tellAt) return;
      tellAt += tellEveryMs;
      say(describe(sofar));
    },
  });
  const { failure } = walked;
  if (failure) {
    say(describe(walked));
    say(
      `Product and rules differ. Again by: npm run model -- --seed ${failure.seed} --steps 1 --runs-at-once 1${values.inside ? ' --inside' : ''}`,
    );
    say(['', ...failure.steps, '', failure.problem].join('\n'));
    process.exitCode = 1;
  } else say(`${describe(walked)}, from seed ${values.seed}: product and rules agree.`);
} finally {
  await door.close();
}
