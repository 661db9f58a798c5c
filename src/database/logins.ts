import { createHmac } from 'node:crypto';
import pg from 'pg';
import { withParameters } from './connection-url.ts';

/** By which URLs a server works in its database, once the owner has made it ready: both own nothing. */
export interface Logins {
  /** For the work of an org: it reads no secret. */
  readonly app: string;
  /** For what lets somebody in, and for what is of no one org. */
  readonly gate: string;
}

export type Login = keyof Logins;

/** What the roles of the logins are called. */
export type LoginNames = Readonly<Record<Login, string>>;

/** A database by its owner's URL, and its logins where the operator names them. */
export interface Access {
  readonly url: string;
  readonly logins?: Logins | undefined;
}

/**
 * Unless the operator names them, logins are called after the owner, so that installations side by side have each their
 * own, and their passwords follow from the owner's, so that whoever has the one URL needs no other.
 */
export function loginsOf({ url, logins }: Access): Logins {
  return logins ?? { app: deriveLogin(url, 'app'), gate: deriveLogin(url, 'gate') };
}

function deriveLogin(ownerUrl: string, login: Login): string {
  const owner = new pg.Client({ connectionString: ownerUrl });
  const user = `${owner.user}_${login}`;
  if (!owner.password) return withParameters(ownerUrl, { user });
  const password = createHmac('sha256', String(owner.password)).update(`the login ${user}`).digest('hex');
  return withParameters(ownerUrl, { user, password });
}

/** Whom a URL names. */
export function nameOf(loginUrl: string): string {
  return new pg.Client({ connectionString: loginUrl }).user ?? '';
}
