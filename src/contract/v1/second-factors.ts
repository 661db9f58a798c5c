import { type Static, Type } from 'typebox';
import { password } from './sessions.ts';

const code = Type.String({
  minLength: 6,
  maxLength: 40,
  pattern: '^[0-9A-Za-z \\-]+$',
  description: 'Six digits of the app, or a recovery code. Each works once.',
  examples: ['492039'],
});

export const codeBody = Type.Object({ code }, { additionalProperties: false });
export type Code = Static<typeof codeBody>;

export const beginSecondFactorBody = Type.Object({ password }, { additionalProperties: false });
export type OwnPassword = Static<typeof beginSecondFactorBody>;

export const bothFactorsBody = Type.Object({ password, code }, { additionalProperties: false });
export type BothFactors = Static<typeof bothFactorsBody>;

export const begunSecondFactor = Type.Object({
  secret: Type.String({ description: 'For an authenticator app, to be typed. It is shown this once.' }),
  uri: Type.String({ description: 'The same to be scanned, as a QR code.' }),
});
export type BegunSecondFactor = Static<typeof begunSecondFactor>;

export const recoveryCodes = Type.Object({
  recoveryCodes: Type.Array(Type.String(), {
    description: 'Each signs in once instead of a code of the app. They are shown this once.',
  }),
});
export type RecoveryCodes = Static<typeof recoveryCodes>;
