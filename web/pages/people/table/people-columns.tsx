import type { UserPage } from '../../../../src/client/client.ts';
import { fillPath, paths } from '../../../address/paths.ts';
import { PersonName } from '../../../people/PersonName.tsx';
import type { ColumnOf } from '../../../ui/tables/columns.ts';
import { RowLink } from '../../../ui/tables/RowLink.tsx';

export type ListedPerson = UserPage['items'][number];

export const peopleColumns: readonly ColumnOf<ListedPerson>[] = [
  { id: 'userId', header: 'Id', width: '66px', cell: ({ userId }) => userId },
  {
    id: 'name',
    header: 'Name',
    width: 'minmax(150px, 1.6fr)',
    cell: (person) => (
      <RowLink href={fillPath(paths.person, person.userId)}>
        <PersonName person={person} isPlain />
      </RowLink>
    ),
  },
  {
    id: 'agentRole',
    header: 'Agent role',
    width: 'minmax(110px, 1fr)',
    cell: ({ agentRole }) => agentRole,
  },
  {
    id: 'manager',
    header: 'Reports to',
    width: 'minmax(140px, 1.4fr)',
    isMinor: true,
    cell: ({ manager, isHead }) =>
      manager ? <PersonName person={manager} isPlain /> : isHead ? 'Nobody, on purpose' : '–',
  },
  {
    id: 'accessRole',
    header: 'Access role',
    width: 'minmax(110px, 0.8fr)',
    isMinor: true,
    cell: ({ accessRole }) => accessRole,
  },
  {
    id: 'isAvailable',
    header: 'Takes new leads',
    width: '130px',
    isMinor: true,
    cell: ({ isActive, isAvailable }) => (isActive ? (isAvailable ? 'yes' : 'no') : '–'),
  },
  {
    id: 'email',
    header: 'E-mail',
    width: 'minmax(190px, 1.8fr)',
    isMinor: true,
    cell: ({ email }) => <span title={email}>{email}</span>,
  },
];
