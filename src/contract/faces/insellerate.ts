import { type Static, Type } from 'typebox';
import { longestEmail } from '../words/limits.ts';

/** The Insellerate face, as their reassignment page shows it; the envelope as their public clients read it. */

const digits = Type.String({ pattern: '^[0-9]{1,19}$' });
const wholeNumber = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
const identifier = Type.Union([wholeNumber, digits]);

const agentId = Type.String({ maxLength: 100, pattern: '^([0-9]{1,19}|\\s*)$' });
const agentEmail = Type.String({
  maxLength: longestEmail,
  pattern: '^(\\s*[^\\p{C}\\s@]+@[^\\p{C}\\s@]+\\s*|\\s*)$',
});

/**
 * A user by id (a number or its digits), by e-mail, or by both where both name the same user. A blank member is as
 * good as none.
 */
export const agent = Type.Object(
  {
    UserId: Type.Optional(Type.Union([wholeNumber, agentId, Type.Null()])),
    Email: Type.Optional(Type.Union([agentEmail, Type.Null()])),
  },
  { additionalProperties: false },
);
export type Agent = Static<typeof agent>;

export const reassignBody = Type.Object(
  {
    ApplicationId: identifier,
    Assignments: Type.Optional(Type.Union([Type.Array(agent, { maxItems: 100 }), Type.Null()])),
    PrimaryAgent: agent,
    UnassignAllOtherUsers: Type.Optional(Type.Union([Type.Boolean(), Type.Null()])),
  },
  { additionalProperties: false },
);

export const orgQuery = Type.Object({ orgId: Type.Optional(digits) });

export const listUsersQuery = Type.Object({
  orgId: Type.Optional(digits),
  includeInactive: Type.Optional(Type.Enum(['true', 'false'])),
});

export const assignQuery = Type.Object({ orgId: Type.Optional(digits), applicationId: digits });

const error = Type.Object({
  Code: Type.String(),
  Field: Type.Union([Type.String(), Type.Null()]),
  Message: Type.String(),
});

function envelope<Data extends Parameters<typeof Type.Union>[0][number]>(data: Data) {
  return Type.Object({
    StatusCode: Type.Union([Type.Literal(1), Type.Literal(2)], { description: '1 success, 2 failure' }),
    Data: Type.Union([data, Type.Null()]),
    Message: Type.String(),
    Errors: Type.Union([Type.Array(error), Type.Null()]),
    ResponseDate: Type.String({ description: 'ISO 8601, UTC' }),
  });
}

export const reassignAnswer = envelope(
  Type.Object({ ApplicationId: Type.Integer(), RequestId: Type.String() }),
);

export const userList = envelope(
  Type.Array(
    Type.Object({
      UserId: Type.Integer(),
      FirstName: Type.String(),
      LastName: Type.String(),
      Email: Type.String(),
      Role: Type.String({ description: 'The agent role' }),
      IsActive: Type.Boolean(),
      ReportToUserId: Type.Union([Type.Integer(), Type.Null()]),
    }),
  ),
);
