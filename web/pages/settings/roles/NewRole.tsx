import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { longestAgentRole } from '../../../../src/contract/words/limits.ts';
import { baton } from '../../../data/baton.ts';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { useRoleChange } from './use-role-change.ts';

export function NewRole() {
  const [name, setName] = useState('');
  const add = useRoleChange(
    (role: string) => baton.roles.add({ name: role }),
    () => setName(''),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') add.mutate(name.trim());
  };
  return (
    <form onSubmit={submit}>
      <Group gap="xs" align="end" mb="xs">
        <TextInput
          label="New agent role"
          maxLength={longestAgentRole}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={add.isPending} disabled={name.trim() === ''}>
          Add
        </Button>
      </Group>
      <FailureNote error={add.error} />
    </form>
  );
}
