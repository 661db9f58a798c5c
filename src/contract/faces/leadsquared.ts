import { type Static, Type } from 'typebox';
import { email } from '../v1/email.ts';

/** The LeadSquared face, as their developer pages show it. */

/** In any letter case, without braces. */
const guid = Type.String({ pattern: '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$' });
const none = Type.Null();

export const mostInOneCall = 100;

export const managerRows = Type.Array(
  Type.Object(
    {
      UserId: { ...guid, description: 'The user, by GUID' },
      ManagerId: { ...guid, description: 'The new reporting manager, by GUID' },
    },
    { additionalProperties: false },
  ),
  { minItems: 1, maxItems: mostInOneCall },
);

export const acceptedAnswer = Type.Object({
  ErrorMessage: none,
  Status: Type.Literal('Success', { description: 'Accepted and durable, not yet applied' }),
  WFAId: Type.String({ description: 'Digits: the id to follow the request by' }),
});

export const errorAnswer = Type.Object({
  Status: Type.Literal('Error'),
  ExceptionType: Type.String({ description: 'MX…Exception' }),
  ExceptionMessage: Type.String(),
});

export const byUserIdQuery = Type.Object({ userId: guid });
export const byEmailQuery = Type.Object({ emailAddress: email });
export const belowQuery = Type.Object({ userId: Type.Optional(guid) });

const leadsquaredRole = Type.Union([
  Type.Literal('Administrator'),
  Type.Literal('Sales_Manager'),
  Type.Literal('Sales_User'),
]);
export type LeadsquaredRole = Static<typeof leadsquaredRole>;

export const userList = Type.Array(
  Type.Object({
    ID: Type.String(),
    FirstName: Type.String(),
    LastName: Type.String(),
    EmailAddress: Type.String(),
    Role: leadsquaredRole,
    StatusCode: Type.Union([Type.Literal(0), Type.Literal(1)], { description: '0 active, 1 inactive' }),
    MemberOfGroups: Type.Array(Type.String()),
    Tag: none,
    IsPhoneCallAgent: Type.Boolean(),
  }),
);

/** One user, or none where the user is unknown or inactive. */
export const userFound = Type.Array(
  Type.Object({
    UserId: Type.String(),
    FirstName: Type.String(),
    LastName: Type.String(),
    EmailAddress: Type.String(),
    TimeZone: Type.String(),
    Role: leadsquaredRole,
    IsPhoneCallAgent: Type.Boolean(),
    OrgId: Type.Integer(),
    CompanyName: Type.String(),
    ManagerUserId: Type.Union([Type.String(), none]),
    ManagerName: Type.Union([Type.String(), none]),
    Groups: Type.Array(Type.Object({ Id: Type.String(), Name: Type.String() })),
  }),
);

export const guidList = Type.Array(Type.String());

export const callingUser = Type.Object({
  Id: Type.String(),
  Name: Type.String(),
  Role: leadsquaredRole,
  EmailAddress: Type.String(),
  TimeZone: Type.String(),
  OrgId: Type.Integer(),
  OrgDisplayName: Type.String(),
  LSQCommonServiceURLs: Type.Object({
    api: Type.String({ description: 'A host, to be called as https://{api}/v2/' }),
    app: Type.String(),
  }),
});
