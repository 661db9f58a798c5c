import { createHash } from 'node:crypto';
import type { NewUser } from '../users/insert-users.ts';

/** A user of the sample organisation; the head alone has no manager. */
export type SampleUser = NewUser & { guid: string; managerId: number | null };

/** From the head down; with 20 directors and branch managers, the team leads begin at id 121. */
const levelSizes = [1, 4, 15, 40, 180];
const firstUserId = 101;

const firstNames = [
  ...[
    'Amber',
    'Beryl',
    'Clyde',
    'Coral',
    'Dee',
    'Derwent',
    'Flint',
    'Garnet',
    'Avon',
    'Jade',
    'Jasper',
    'Jet',
  ],
  ...[
    'Jordan',
    'Mica',
    'Neva',
    'Onyx',
    'Opal',
    'Pearl',
    'Ruby',
    'Sabine',
    'Shannon',
    'Topaz',
    'Trent',
    'Tyne',
  ],
];
const lastNames = [
  ...[
    'Alderwick',
    'Ashgrove',
    'Beechling',
    'Birchfeather',
    'Cedarby',
    'Elmsworthy',
    'Fernhollow',
    'Firwhistle',
  ],
  ...['Hawthornley', 'Hazelmead', 'Hollybrook', 'Juniperson', 'Larchmont', 'Lindenfall', 'Maplethorpe'],
  ...['Oakhurstle', 'Pinebarrow', 'Poplarton', 'Rowanberry', 'Sprucely', 'Sycamoor', 'Walnutter', 'Willowby'],
  ...['Yewbank'],
];
export const sampleRoles = ['Loan Officer', 'Loan Officer Assistant', 'Processor', 'Underwriter', 'Closer'];
const teamRoles = ['Loan Officer', 'Processor', 'Loan Officer', 'Loan Officer Assistant', 'Loan Officer'];

/** The same 240 people every time, in id order: five levels, each spread evenly over the one above. */
export function listSampleUsers(orgId: number): SampleUser[] {
  const users: SampleUser[] = [];
  let above: SampleUser[] = [];
  for (const [level, size] of levelSizes.entries()) {
    const row = Array.from({ length: size }, (_, place) => {
      const manager = above[place % Math.max(above.length, 1)];
      return buildUser(orgId, {
        index: users.length + place,
        level,
        place,
        managerId: manager?.userId ?? null,
      });
    });
    users.push(...row);
    above = row;
  }
  return users;
}

interface Post {
  index: number;
  level: number;
  place: number;
  managerId: number | null;
}

function buildUser(orgId: number, { index, level, place, managerId }: Post): SampleUser {
  const userId = firstUserId + index;
  const isTeamMember = level === levelSizes.length - 1;
  const [firstName, lastName] = nameUser(userId, index);
  return {
    userId,
    guid: toGuid(`baton sample user ${orgId}/${userId}`),
    email: `${firstName}.${lastName}@example.com`.toLowerCase(),
    firstName,
    lastName,
    agentRole: isTeamMember ? chooseTeamRole(place) : 'Loan Officer',
    accessRole: index < 2 ? 'administrator' : isTeamMember ? 'agent' : 'manager',
    isActive: !isTeamMember || place % 29 !== 7,
    managerId,
    isHead: managerId === null,
  };
}

/** User 126 is the one of the vendor's example. The others are a first and a last name that meet only once. */
function nameUser(userId: number, index: number): [string, string] {
  if (userId === 126) return ['Ana', 'Ash'];
  const round = Math.floor(index / firstNames.length);
  return [
    firstNames[index % firstNames.length] ?? '',
    lastNames[(index * 5 + round) % lastNames.length] ?? '',
  ];
}

function chooseTeamRole(place: number): string {
  if (place % 18 === 17) return 'Underwriter';
  if (place % 36 === 16) return 'Closer';
  return teamRoles[Math.floor(place / 40) % teamRoles.length] ?? 'Loan Officer';
}

/** A version 8 UUID: the bits are ours to choose, here from a hash of what it names. */
function toGuid(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = '89ab'[Number.parseInt(hex[16] ?? '0', 16) % 4];
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}
