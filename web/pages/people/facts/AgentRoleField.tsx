import { Anchor, Autocomplete } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { foldSearch } from '../../../../src/contract/rules/fold-rules.ts';
import { rolesQuery } from '../../../people/role-queries.ts';
import { findMeantRole } from './refused-field-rules.ts';

interface AgentRoleFieldProps {
  value: string;
  onChange: (role: string) => void;
  error: string | undefined;
  note: string | undefined;
}

/** One of the roles that there are; until somebody looks, it asks for none. Of one that is not there the nearest is offered. */
export function AgentRoleField({ value, onChange, error, note }: AgentRoleFieldProps) {
  const [isLookedAt, setLookedAt] = useState(false);
  const listed = useQuery({ ...rolesQuery, enabled: isLookedAt }).data ?? [];
  const roles = listed.filter(({ isActive }) => isActive).map(({ name }) => name);
  const meant = findMeantRole(error, roles);
  return (
    <div>
      <Autocomplete
        label="Agent role"
        description={note}
        data={roles.includes(value) ? roles : roles.filter((role) => isLike(role, value))}
        filter={({ options }) => options}
        value={value}
        onChange={onChange}
        onFocus={() => setLookedAt(true)}
        error={error}
      />
      {meant !== undefined && (
        <Anchor component="button" type="button" size="sm" onClick={() => onChange(meant)}>
          Use {meant}
        </Anchor>
      )}
    </div>
  );
}

function isLike(role: string, text: string): boolean {
  return foldSearch(role).includes(foldSearch(text));
}
