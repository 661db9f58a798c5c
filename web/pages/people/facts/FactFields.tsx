import { NativeSelect, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { accessRoles } from '../../../../src/contract/words/access-words.ts';
import { longestText } from '../../../../src/contract/words/limits.ts';
import { chooseOne } from '../../../address/read-search.ts';
import { PersonPicker } from '../../../people/PersonPicker.tsx';
import { AgentRoleField } from './AgentRoleField.tsx';
import classes from './FactFields.module.css';
import type { FactDraft, Known, Told } from './fact-draft-rules.ts';

interface FactFieldsProps {
  draft: FactDraft;
  change: (members: Partial<FactDraft>) => void;
  faults: Told;
  /** What to know of a field besides. */
  notes?: Told;
  /** Whom they report to now, so that nobody asks for them. */
  manager?: Known['manager'];
  /** False: their account has ended, so they report to nobody. */
  isActive?: boolean;
  /** Below the roles: what another one comes to. */
  children?: ReactNode;
}

/** So that two fields side by side stay in line whatever is told of either. */
const below: ('label' | 'input' | 'error' | 'description')[] = ['label', 'input', 'error', 'description'];

/** What is known of a person, as fields; why it is changed comes last. */
export function FactFields(props: FactFieldsProps) {
  const { draft, change, faults, notes = {}, manager = null, isActive = true, children } = props;
  const text = (field: 'firstName' | 'lastName' | 'email' | 'reason') => ({
    value: draft[field],
    error: faults[field],
    description: notes[field],
    maxLength: longestText,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => change({ [field]: event.currentTarget.value }),
  });
  return (
    <>
      <div className={classes.names}>
        <TextInput
          label="First name"
          autoFocus
          data-autofocus
          inputWrapperOrder={below}
          {...text('firstName')}
        />
        <TextInput label="Last name" inputWrapperOrder={below} {...text('lastName')} />
      </div>
      <TextInput label="E-mail" inputMode="email" {...text('email')} />
      <AgentRoleField
        value={draft.agentRole}
        onChange={(agentRole) => change({ agentRole })}
        error={faults.agentRole}
        note={notes.agentRole}
      />
      <NativeSelect
        label="Access role"
        description={notes.accessRole}
        error={faults.accessRole}
        data={[...accessRoles]}
        value={draft.accessRole}
        onChange={(event) =>
          change({ accessRole: chooseOne(accessRoles, event.currentTarget.value) ?? 'agent' })
        }
      />
      {children}
      {isActive && (
        <PersonPicker
          label="Reports to"
          placeholder="Nobody"
          isActive
          known={manager ?? undefined}
          value={draft.managerId}
          onChange={(managerId) => change({ managerId })}
          note={notes.managerId}
          error={faults.managerId}
        />
      )}
      <TextInput label="Reason" {...text('reason')} description="Stays with the request, for whoever asks." />
    </>
  );
}
