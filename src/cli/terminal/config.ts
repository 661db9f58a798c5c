import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Logins } from '../../database/logins.ts';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
const roles = ['api', 'worker', 'all'] as const;

/** Everything that can be set, each by a flag or by a variable of the same meaning; a flag wins. */
export interface Config {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  dataDir: string;
  /** Undefined: the embedded PostgreSQL in `dataDir`. */
  databaseUrl: string | undefined;
  /** How it logs in there; undefined: as follows from `databaseUrl`. */
  logins: Logins | undefined;
  sample: boolean;
  /** The address that people open; undefined: the one it listens on. */
  publicUrl: string | undefined;
  /** How many proxies stand before the server. */
  proxies: number;
  /** The most calls that a process takes in a second of one key or session, and of one organisation. */
  callsPerKey: number;
  callsPerOrg: number;
  role: (typeof roles)[number];
  logLevel: (typeof logLevels)[number];
}

/** Flags as commander gives them; undefined where a flag was not set. */
export type Flags = object;
type Environment = Readonly<Record<string, string | undefined>>;

/** Every problem of a configuration at once, each naming the flag or variable to mend. */
export class ConfigError extends Error {
  constructor(problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

/** Reads the configuration once. Throws one `ConfigError` that lists all that is wrong with it. */
export function readConfig(flags: Flags, environment: Environment): Config {
  const problems: string[] = [];
  const given = new Map<string, unknown>(Object.entries(flags));
  const read = (flag: string, variable: string): Setting => {
    const fromFlag = given.get(flag);
    if (fromFlag !== undefined) return { text: String(fromFlag), name: `--${toKebab(flag)}` };
    return { text: environment[variable] || undefined, name: variable };
  };
  const config: Config = {
    host: readHost(read('host', 'BATON_HOST'), problems),
    port: readPort(read('port', 'BATON_PORT'), problems),
    dataDir: resolve(read('dataDir', 'BATON_DATA_DIR').text ?? platformDataFolder(environment)),
    databaseUrl: readDatabaseUrl(read('databaseUrl', 'DATABASE_URL'), problems),
    logins: readLogins(
      read('databaseUrl', 'DATABASE_URL'),
      { app: read('appUrl', 'DATABASE_APP_URL'), gate: read('gateUrl', 'DATABASE_GATE_URL') },
      problems,
    ),
    sample: readSwitch(read('sample', 'BATON_SAMPLE'), problems),
    publicUrl: readPublicUrl(read('publicUrl', 'BATON_PUBLIC_URL'), problems),
    proxies: readProxies(read('proxies', 'BATON_PROXIES'), problems),
    callsPerKey: readCalls(read('callsPerKey', 'BATON_CALLS_PER_KEY'), 10_000, problems),
    callsPerOrg: readCalls(read('callsPerOrg', 'BATON_CALLS_PER_ORG'), 20_000, problems),
    role: readChoice(read('role', 'BATON_ROLE'), roles, 'all', problems),
    logLevel: readChoice(read('logLevel', 'BATON_LOG_LEVEL'), logLevels, 'info', problems),
  };
  if (problems.length > 0) throw new ConfigError(problems);
  return config;
}

interface Setting {
  text: string | undefined;
  name: string;
}

/** A blank one would listen on every address there is. */
function readHost({ text = '127.0.0.1', name }: Setting, problems: string[]): string {
  if (text.trim() === '') problems.push(`${name} must be an address, such as 127.0.0.1, or 0.0.0.0 for all.`);
  return text;
}

function readPort({ text = '4800', name }: Setting, problems: string[]): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  problems.push(`${name} must be a port from 0 to 65535, not "${text}".`);
  return 0;
}

/** Without a path, and without the slash that a browser shows. */
function readPublicUrl({ text, name }: Setting, problems: string[]): string | undefined {
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search) return url.origin;
  problems.push(`${name} must be an address like https://baton.example.com, not "${text}".`);
  return undefined;
}

function readProxies({ text = '0', name }: Setting, problems: string[]): number {
  if (/^\d$/.test(text)) return Number(text);
  problems.push(`${name} must be how many proxies stand before it, from 0 to 9, not "${text}".`);
  return 0;
}

function readCalls({ text, name }: Setting, otherwise: number, problems: string[]): number {
  if (text === undefined) return otherwise;
  if (/^[1-9]\d{0,6}$/.test(text)) return Number(text);
  problems.push(`${name} must be how many calls a second are taken, from 1 to 9999999, not "${text}".`);
  return otherwise;
}

function readDatabaseUrl({ text, name }: Setting, problems: string[]): string | undefined {
  if (text === undefined || /^postgres(ql)?:\/\/./.test(text)) return text;
  problems.push(`${name} must be a URL like postgres://user:password@host:5432/database.`);
  return undefined;
}

function readLogins(
  owner: Setting,
  { app, gate }: Record<keyof Logins, Setting>,
  problems: string[],
): Logins | undefined {
  const urls = { app: readDatabaseUrl(app, problems), gate: readDatabaseUrl(gate, problems) };
  if (urls.app === undefined && urls.gate === undefined) return undefined;
  if (urls.app !== undefined && urls.gate !== undefined && owner.text !== undefined)
    return { app: urls.app, gate: urls.gate };
  problems.push(`${app.name} and ${gate.name} must be given both or neither, and with ${owner.name}.`);
  return undefined;
}

function readSwitch({ text = 'false', name }: Setting, problems: string[]): boolean {
  if (/^(1|true|yes|on)$/i.test(text)) return true;
  if (!/^(0|false|no|off)$/i.test(text)) problems.push(`${name} must be true or false, not "${text}".`);
  return false;
}

function readChoice<Choice extends string>(
  { text, name }: Setting,
  choices: readonly Choice[],
  otherwise: Choice,
  problems: string[],
): Choice {
  const found = choices.find((choice) => choice === text);
  if (text !== undefined && !found) {
    problems.push(`${name} must be one of ${choices.join(', ')}, not "${text}".`);
  }
  return found ?? otherwise;
}

function platformDataFolder(environment: Environment): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'baton');
  return join(environment.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'baton');
}

function toKebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
