// `npm run chaos`: kills until it was enough, and tells what is there.

import { parseArgs } from 'node:util';
import { wreak } from './wreak.ts';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    kills: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const say = (line: string) => process.stdout.write(`${line}\n`);

say(`seed ${values.seed}`);
const { faults, ...told } = await wreak({
  seed: Number(values.seed),
  mostKills: Number(values.kills),
  mostMinutes: Number(values.minutes),
  say,
});
say(JSON.stringify(told, null, 2));
say(faults.length === 0 ? 'Nothing is lost, doubled or broken.' : faults.join('\n'));
process.exitCode = faults.length === 0 ? 0 : 1;
