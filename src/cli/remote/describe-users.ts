// How users, their teams and books are told on a terminal.

import type { Inventory, ReportPage, ShownBook, ShownUser, UserPage } from '../../client/client.ts';
import { countOf } from '../../contract/rules/count-rules.ts';
import { toTable } from '../terminal/table.ts';
import { describeExternalKeys } from './external-key-options.ts';

export function describeUsers(items: UserPage['items']): string[] {
  const rows = items.map(({ userId, name, email, agentRole, accessRole, isActive, manager }) => [
    String(userId),
    name,
    email,
    agentRole,
    accessRole,
    isActive ? 'active' : 'not active',
    manager?.name ?? '',
  ]);
  return toTable([['id', 'name', 'e-mail', 'agent role', 'access role', '', 'reports to'], ...rows]);
}

export function describeUser(shown: ShownUser): string[] {
  const { userId, guid, name, email, agentRole, accessRole, isActive, manager, isHead, directReports } =
    shown;
  const { secondFactorSince: since } = shown;
  return toTable([
    ['user', `${name} (${userId})${isActive ? '' : ', not active'}`],
    ['GUID', guid],
    ['e-mail', email],
    ['agent role', agentRole],
    ['access role', accessRole],
    [
      'reports to',
      manager ? `${manager.name} (${manager.userId})` : isHead ? 'nobody, on purpose' : 'nobody',
    ],
    ['direct reports', String(directReports)],
    ...describeExternalKeys(shown.externalKeys),
    ...(since === null ? [] : [['second factor', `since ${since}`]]),
  ]);
}

export function describeReports(items: ReportPage['items']): string[] {
  const rows = items.map(({ depth, userId, name, email, agentRole, managerId }) => [
    String(depth),
    String(userId),
    name,
    email,
    agentRole,
    String(managerId),
  ]);
  return toTable([['depth', 'id', 'name', 'e-mail', 'agent role', 'reports to'], ...rows]);
}

export function describeBook({ userId, book, roles }: ShownBook): string[] {
  const rows = roles.map(({ role, primary, secondary }) => [role, String(primary), String(secondary)]);
  return [
    `User ${userId} is primary on ${countOf(book, 'lead')}.`,
    ...(rows.length === 0 ? [] : toTable([['role', 'primary', 'secondary'], ...rows])),
  ];
}

export function describeInventory({ user: leaver, leads, reports, keys, ...requests }: Inventory): string[] {
  const rows = leads.map(({ role, standing, count }) => [role, standing, String(count)]);
  return [
    `${leaver.name} (${leaver.userId}) holds:`,
    ...(rows.length === 0 ? [] : [...toTable([['role', 'standing', 'leads'], ...rows]), '']),
    ...toTable([
      ['direct reports', String(reports.count)],
      ['keys in force', String(keys.count)],
      ['scheduled requests that name them', String(requests.scheduledRequests.count)],
      ['requests scheduled by them', String(requests.ownScheduledRequests.count)],
    ]),
  ];
}
