import type {
  BegunSecondFactor,
  BothFactors,
  Code,
  OwnPassword,
  RecoveryCodes,
} from '../contract/v1/second-factors.ts';
import type {
  EndedSessions,
  FirstSignIn,
  PasswordChange,
  ShownSession,
  SignIn,
} from '../contract/v1/sessions.ts';
import type { Caller, CallOptions } from './caller.ts';

/** `client.session`: of whoever signed in, in a client without keys on a page of the same server. */
export function openSession(caller: Caller) {
  const path = 'api/v1/session';
  return {
    /** Shows who calls. Refused with HTTP 401 where nobody has signed in. */
    show: ({ signal }: CallOptions = {}): Promise<ShownSession> => caller.ask({ path, signal }),

    /** Refused with `second-factor-needed` where a code is to follow. */
    signIn: (body: SignIn, { signal }: CallOptions = {}): Promise<ShownSession> =>
      caller.ask({ method: 'POST', path, json: body, signal }),

    /** The second step, for whoever has a second factor. */
    signInByCode: (body: Code, { signal }: CallOptions = {}): Promise<ShownSession> =>
      caller.ask({ method: 'POST', path: `${path}/code`, json: body, signal }),

    /** Sets a password by a sign-in link, and signs in. */
    firstSignIn: (body: FirstSignIn, { signal }: CallOptions = {}): Promise<ShownSession> =>
      caller.ask({ method: 'POST', path: 'api/v1/first-sign-in', json: body, signal }),

    signOut: async ({ signal }: CallOptions = {}): Promise<void> => {
      await caller.send({ method: 'DELETE', path, signal });
    },

    /** Ends all sessions of whoever calls, this one too. */
    signOutEverywhere: ({ signal }: CallOptions = {}): Promise<EndedSessions> =>
      caller.ask({ method: 'DELETE', path: 'api/v1/sessions', signal }),

    /** Changes the password, and ends all other sessions unless told not to. */
    changePassword: async (body: PasswordChange, { signal }: CallOptions = {}): Promise<void> => {
      await caller.send({ method: 'POST', path: `${path}/password`, json: body, signal });
    },

    secondFactor: openSecondFactor(caller, `${path}/second-factor`),
  };
}

/** Of whoever calls: an app that shows codes, asked for after the password. */
function openSecondFactor(caller: Caller, path: string) {
  return {
    /** Gives a secret for an app, which counts once a code of it confirms it. */
    begin: (body: OwnPassword, { signal }: CallOptions = {}): Promise<BegunSecondFactor> =>
      caller.ask({ method: 'POST', path, json: body, signal }),

    confirm: (body: Code, { signal }: CallOptions = {}): Promise<RecoveryCodes> =>
      caller.ask({ method: 'POST', path: `${path}/confirm`, json: body, signal }),

    /** Ends the recovery codes of before. */
    renewRecoveryCodes: (body: BothFactors, { signal }: CallOptions = {}): Promise<RecoveryCodes> =>
      caller.ask({ method: 'POST', path: `${path}/recovery-codes`, json: body, signal }),

    remove: async (body: BothFactors, { signal }: CallOptions = {}): Promise<void> => {
      await caller.send({ method: 'POST', path: `${path}/remove`, json: body, signal });
    },
  };
}
