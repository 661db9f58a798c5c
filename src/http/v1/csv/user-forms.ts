import type { OrgChart } from '../../../contract/v1/org-chart.ts';
import type { ReportPage, UserPage } from '../../../contract/v1/users.ts';
import { type CsvForm, formOf, personCells } from './csv-form.ts';

type User = UserPage['items'][number];
type Report = ReportPage['items'][number];
type ChartUser = OrgChart['users'][number];

/** What an import of users reads is called as there. */
export const userForm = formOf<User>({
  user_id: ({ userId }) => userId,
  guid: ({ guid }) => guid,
  name: ({ name }) => name,
  first_name: ({ firstName }) => firstName,
  last_name: ({ lastName }) => lastName,
  email: ({ email }) => email,
  agent_role: ({ agentRole }) => agentRole,
  access_role: ({ accessRole }) => accessRole,
  is_active: ({ isActive }) => isActive,
  is_available: ({ isAvailable }) => isAvailable,
  ...personCells('manager', ({ manager }: User) => manager),
  is_head: ({ isHead }) => isHead,
});

export const reportForm = formOf<Report>({
  depth: ({ depth }) => depth,
  user_id: ({ userId }) => userId,
  guid: ({ guid }) => guid,
  name: ({ name }) => name,
  email: ({ email }) => email,
  agent_role: ({ agentRole }) => agentRole,
  is_active: ({ isActive }) => isActive,
  manager_id: ({ managerId }) => managerId,
});

export const chartForm: CsvForm<ChartUser> = {
  ...formOf<ChartUser>({
    depth: ({ depth }) => depth,
    user_id: ({ userId }) => userId,
    name: ({ name }) => name,
    agent_role: ({ agentRole }) => agentRole,
    is_active: ({ isActive }) => isActive,
    manager_id: ({ managerId }) => managerId,
    direct_reports: ({ directReports }) => directReports,
    team_size: ({ teamSize }) => teamSize,
    book: ({ book }) => book,
    team_book: ({ teamBook }) => teamBook,
  }),
  itemsIn: 'users',
};
