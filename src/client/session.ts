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

    signIn: (body: SignIn, { signal }: CallOptions = {}): Promise<ShownSession> =>
      caller.ask({ method: 'POST', path, json: body, signal }),

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
  };
}
