import { ConfigError } from '../terminal/config.ts';
import { type Profile, profileFile, readProfiles } from './profile-store.ts';

/** The flags of every command that calls a server. */
export interface RemoteFlags {
  url?: string;
  profile?: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const fallback = 'default';

/**
 * Finds the server to call and the keys: of `--profile`; else `--url` or $BATON_URL with the keys of the
 * environment; else $BATON_PROFILE or the profile `default`. Throws a `ConfigError` that says what is missing.
 */
export async function readRemoteSettings(flags: RemoteFlags, environment: Environment): Promise<Profile> {
  const isFromFlags = flags.url !== undefined || flags.profile !== undefined;
  const url = isFromFlags ? flags.url : environment.BATON_URL || undefined;
  const profile = isFromFlags ? flags.profile : environment.BATON_PROFILE || undefined;
  if (url !== undefined && profile !== undefined) {
    throw new ConfigError(['A profile has a url of its own: give one of the two.']);
  }
  return url === undefined
    ? findProfile(profile, profileFile(environment))
    : { url: readUrl(url), ...readKeys(environment) };
}

async function findProfile(name: string | undefined, file: string): Promise<Profile> {
  const profiles = await readProfiles(file);
  const found = profiles.get(name ?? fallback);
  if (found) return { ...found, url: readUrl(found.url) };
  if (name === undefined) {
    throw new ConfigError([
      'No server is named. Give --url or BATON_URL, with BATON_ACCESS_KEY and BATON_SECRET_KEY in the environment;',
      'or make a profile once: baton profiles add default --url https://baton.example.com',
    ]);
  }
  const known = profiles.size === 0 ? 'none' : [...profiles.keys()].join(', ');
  throw new ConfigError([`There is no profile ${name} in ${file}; it holds: ${known}.`]);
}

/** The address, ending in a slash: paths are relative to it. */
export function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.search && !url.hash && !url.username) {
    return url.href.endsWith('/') ? url.href : `${url.href}/`;
  }
  throw new ConfigError([`"${text}" is not an address like https://baton.example.com.`]);
}

function readKeys(environment: Environment): Pick<Profile, 'accessKey' | 'secretKey'> {
  const { BATON_ACCESS_KEY: accessKey, BATON_SECRET_KEY: secretKey } = environment;
  if (accessKey && secretKey) return { accessKey: accessKey.trim(), secretKey: secretKey.trim() };
  throw new ConfigError(
    Object.entries({ BATON_ACCESS_KEY: accessKey, BATON_SECRET_KEY: secretKey })
      .filter(([, key]) => !key)
      .map(
        ([name]) =>
          `${name} is not set. \`baton keys create\` makes keys; \`baton profiles add\` keeps them.`,
      ),
  );
}
