import { Button, Skeleton, Stack, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { rolesQuery } from '../../../people/role-queries.ts';
import { isAdministrator } from '../../../sessions/access-rules.ts';
import { useSession } from '../../../sessions/session-queries.ts';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { Section } from '../../../ui/sections/Section.tsx';
import { NewRole } from './NewRole.tsx';
import { RoleRow } from './RoleRow.tsx';

const settingsRoute = getRouteApi('/shell/settings');

/** What people do on leads: administrators add, order and retire roles, all others see which there are. */
export function RolesSection() {
  const isOpen = settingsRoute.useSearch().roles === 'open';
  const navigate = settingsRoute.useNavigate();
  const { data: roles, error, refetch } = useQuery({ ...rolesQuery, enabled: isOpen });
  const mayChange = isAdministrator(useSession());
  return (
    <Section title="Agent roles" note="What people do on leads">
      <FailureNote error={error} onRetry={() => void refetch()} />
      {!isOpen && (
        <Button
          size="xs"
          variant="default"
          onClick={() =>
            void navigate({ search: (now) => ({ ...now, roles: 'open' as const }), resetScroll: false })
          }
        >
          Show the roles
        </Button>
      )}
      {isOpen && !roles && !error && <Skeleton h={120} />}
      {isOpen && roles && (
        <Stack gap="md">
          <Table fz="sm" verticalSpacing={6} horizontalSpacing={6}>
            <Table.Tbody>
              {roles.map((role) => (
                <RoleRow key={role.name} role={role} mayChange={mayChange} last={roles.length} />
              ))}
            </Table.Tbody>
          </Table>
          {mayChange && <NewRole />}
        </Stack>
      )}
    </Section>
  );
}
