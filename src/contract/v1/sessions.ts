import { type Static, Type } from 'typebox';
import { largestId } from '../words/limits.ts';
import { email } from './email.ts';
import { moment } from './moments.ts';
import { nullable } from './paging.ts';
import { accessRole } from './users.ts';

/** Who calls: the user whose session it is, or whose keys. */
export const shownSession = Type.Object({
  org: Type.Object({ orgId: Type.Integer(), name: Type.String() }),
  user: Type.Object({
    userId: Type.Integer(),
    email: Type.String(),
    name: Type.String(),
    accessRole,
  }),
  mayRemove: Type.Boolean({
    description: 'Whether the organisation lets them remove users from leads without naming who receives.',
  }),
  secondFactor: nullable(
    Type.Object({
      since: moment,
      recoveryCodes: Type.Integer({ description: 'How many are left, each for once.' }),
    }),
    { description: 'By which they sign in after their password. Null: none is set up.' },
  ),
  version: Type.String({ description: 'Of this Baton.', examples: ['0.1.0'] }),
});
export type ShownSession = Static<typeof shownSession>;

export const password = Type.String({ minLength: 1, maxLength: 256, pattern: '^[^\\u0000]*$' });

/** Of calls by which somebody is let in. */
export const passwordAgain = Type.Optional(
  Type.String({
    minLength: 1,
    maxLength: 256,
    pattern: '^[^\\u0000]*$',
    description:
      'Your own, once more: whoever signed in sends it, for the session may have been left open. With an access key it is not ' +
      'needed; what is sent is checked.',
  }),
);

export const newPassword = Type.String({
  minLength: 12,
  maxLength: 256,
  pattern: '^[^\\u0000]*$',
  description: 'At least 12 characters, not the e-mail, and none of the common passwords.',
});

export const signInBody = Type.Object(
  {
    email,
    password,
    orgId: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: largestId,
        description: 'Needed only after `organisation-ambiguous`, whose `organisations` names the choices.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type SignIn = Static<typeof signInBody>;

export const firstSignInBody = Type.Object(
  {
    token: Type.String({
      maxLength: 200,
      description: 'What follows the `#` of a sign-in link.',
      examples: ['7.kq3…'],
    }),
    password: newPassword,
  },
  { additionalProperties: false },
);
export type FirstSignIn = Static<typeof firstSignInBody>;

export const passwordBody = Type.Object(
  {
    current: password,
    next: newPassword,
    endSessions: Type.Optional(
      Type.Boolean({ description: 'End all your sessions but that of this call. Left out: true.' }),
    ),
    endKeys: Type.Optional(
      Type.Boolean({ description: 'End all your access keys, also that of this call. Left out: false.' }),
    ),
  },
  { additionalProperties: false },
);
export type PasswordChange = Static<typeof passwordBody>;

export const endedSessions = Type.Object({
  ended: Type.Integer({ description: 'How many sessions were ended.' }),
});
export type EndedSessions = Static<typeof endedSessions>;

/** Of calls which let somebody in, or take away what keeps others out, and need nothing else. */
export const passwordAgainBody = Type.Object({ password: passwordAgain }, { additionalProperties: false });
export type PasswordAgainBody = Static<typeof passwordAgainBody>;

export const signInLink = Type.Object({
  path: Type.String({
    description:
      'To hand over, after this server’s address. It is shown this once, works once, and ends the links before it.',
    examples: ['/first-sign-in#7.kq3…'],
  }),
  expiresAt: moment,
});
export type SignInLink = Static<typeof signInLink>;
