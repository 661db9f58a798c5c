// The profiles of servers, in a file that nobody but its owner may read: it holds secret keys.

import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { ConfigError } from '../terminal/config.ts';

/** A server and the keys to call it with. */
export interface Profile {
  url: string;
  accessKey: string;
  secretKey: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function profileFile(environment: Environment): string {
  return join(environment.XDG_CONFIG_HOME || join(homedir(), '.config'), 'baton', 'profiles.json');
}

/** Reads every profile by its name; none where there is no file. Refuses a file that others may read. */
export async function readProfiles(file: string): Promise<Map<string, Profile>> {
  const found = await stat(file).catch(() => undefined);
  if (!found) return new Map();
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new ConfigError([`Others may read ${file}, and it holds secret keys. Run: chmod 600 '${file}'`]);
  }
  return parseProfiles(await readFile(file, 'utf8'), file);
}

export async function writeProfiles(file: string, profiles: ReadonlyMap<string, Profile>): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  const text = JSON.stringify({ profiles: Object.fromEntries(profiles) }, null, 2);
  await writeFile(draft, `${text}\n`, { mode: 0o600 });
  await rename(draft, file);
}

function parseProfiles(text: string, file: string): Map<string, Profile> {
  const profiles = Object.entries(parseMembers(text, file));
  for (const [name, profile] of profiles) {
    if (!isProfile(profile)) {
      throw new ConfigError([`The profile ${name} in ${file} needs url, accessKey and secretKey.`]);
    }
  }
  return new Map(profiles.flatMap(([name, profile]) => (isProfile(profile) ? [[name, profile]] : [])));
}

function parseMembers(text: string, file: string): object {
  try {
    const content: unknown = JSON.parse(text);
    const profiles = typeof content === 'object' && content && 'profiles' in content && content.profiles;
    if (typeof profiles === 'object' && profiles) return profiles;
  } catch {}
  throw new ConfigError([`${file} is not as \`baton profiles add\` writes it. Mend or remove it.`]);
}

function isProfile(value: unknown): value is Profile {
  const members = new Map(Object.entries(Object(value)));
  return ['url', 'accessKey', 'secretKey'].every((name) => typeof members.get(name) === 'string');
}
