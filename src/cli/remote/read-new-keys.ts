import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { ConfigError } from '../terminal/config.ts';
import type { Profile } from './profile-store.ts';

type Keys = Pick<Profile, 'accessKey' | 'secretKey'>;

/** Takes keys from the environment, or else asks for them; never from the command line, which others can read. */
export async function readNewKeys(environment: Readonly<Record<string, string | undefined>>): Promise<Keys> {
  const { BATON_ACCESS_KEY, BATON_SECRET_KEY } = environment;
  const keys =
    BATON_ACCESS_KEY && BATON_SECRET_KEY
      ? { accessKey: BATON_ACCESS_KEY, secretKey: BATON_SECRET_KEY }
      : await askForKeys();
  const accessKey = keys.accessKey.trim();
  const secretKey = keys.secretKey.trim();
  if (accessKey && secretKey) return { accessKey, secretKey };
  throw new ConfigError([
    'The access key and the secret key are needed: in BATON_ACCESS_KEY and BATON_SECRET_KEY, or as two lines.',
  ]);
}

async function askForKeys(): Promise<Keys> {
  const echo = { isOn: true };
  const output = new Writable({
    write: (chunk, _encoding, done) => {
      if (echo.isOn) process.stderr.write(chunk);
      done();
    },
  });
  const isTerminal = process.stdin.isTTY === true;
  const lines = createInterface({ input: process.stdin, output, terminal: isTerminal });
  const answers = lines[Symbol.asyncIterator]();
  const ask = async (question: string) => {
    if (isTerminal) process.stderr.write(question);
    const { value } = await answers.next();
    return typeof value === 'string' ? value : '';
  };
  try {
    const accessKey = await ask('access key: ');
    echo.isOn = false;
    const secretKey = await ask('secret key (not shown): ');
    if (isTerminal) process.stderr.write('\n');
    return { accessKey, secretKey };
  } finally {
    lines.close();
  }
}
