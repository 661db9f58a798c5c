import { ActionIcon, Button, Group, Table, Text } from '@mantine/core';
import type { ListedAgentRole } from '../../../../src/client/client.ts';
import { countOf } from '../../../../src/contract/rules/count-rules.ts';
import { paths } from '../../../address/paths.ts';
import { baton } from '../../../data/baton.ts';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { AnchorLink } from '../../../ui/links/AnchorLink.tsx';
import { useRoleChange } from './use-role-change.ts';

interface RoleRowProps {
  role: ListedAgentRole;
  mayChange: boolean;
  /** The last place of the order. */
  last: number;
}

export function RoleRow({ role, mayChange, last }: RoleRowProps) {
  const { name, place, isActive, users } = role;
  const change = useRoleChange((what: { place?: number; isActive?: boolean }) =>
    baton.roles.change(name, what),
  );
  return (
    <Table.Tr aria-label={name}>
      <Table.Td>
        <AnchorLink to={paths.people} search={{ role: name }}>
          {name}
        </AnchorLink>
        <Text size="xs" c="dimmed">
          {[users === null ? '' : countOf(users, 'active user'), isActive ? '' : 'retired']
            .filter(Boolean)
            .join(' · ')}
        </Text>
        <FailureNote error={change.error} />
      </Table.Td>
      {mayChange && (
        <Table.Td ta="end">
          <Group gap={4} justify="end" wrap="nowrap">
            <ActionIcon
              variant="default"
              aria-label={`Move ${name} up`}
              disabled={place <= 1 || change.isPending}
              onClick={() => change.mutate({ place: place - 1 })}
            >
              ↑
            </ActionIcon>
            <ActionIcon
              variant="default"
              aria-label={`Move ${name} down`}
              disabled={place >= last || change.isPending}
              onClick={() => change.mutate({ place: place + 1 })}
            >
              ↓
            </ActionIcon>
            <Button
              size="compact-xs"
              variant="default"
              loading={change.isPending}
              onClick={() => change.mutate({ isActive: !isActive })}
            >
              {isActive ? 'Retire' : 'Bring back'}
            </Button>
          </Group>
        </Table.Td>
      )}
    </Table.Tr>
  );
}
