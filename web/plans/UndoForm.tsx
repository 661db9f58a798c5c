import { Button, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { UndoPlan } from '../../src/client/client.ts';
import { baton } from '../app/baton.ts';
import { useIsHere } from '../app/use-is-here.ts';
import { WhyAndWhen } from '../fields/WhyAndWhen.tsx';
import { PreviewStep } from './PreviewStep.tsx';
import { emptyTerms, toWhyAndWhen } from './terms-draft.ts';
import { findRunAtGap } from './terms-rules.ts';

interface UndoFormProps {
  requestId: number;
  /** Which of its rows; all that it changed where none are named. */
  rows?: Pick<UndoPlan, 'leads' | 'users' | 'outcome' | 'exceptLeads' | 'exceptUsers'>;
  onPlanned: (undoId: number) => void;
  onClose: () => void;
}

/** Why something is to be undone, and when. It ends in a plan: nothing changes before its preview was seen and run. */
export function UndoForm({ requestId, rows, onPlanned, onClose }: UndoFormProps) {
  const queries = useQueryClient();
  const [terms, setTerms] = useState({ reason: emptyTerms.reason, runAt: emptyTerms.runAt });
  const isHere = useIsHere();
  const undo = useMutation({
    mutationFn: () => baton.requests.undo(requestId, { ...rows, ...toWhyAndWhen(terms), plan: true }),
    onSuccess: (planned) => {
      void queries.invalidateQueries({ queryKey: ['requests'] });
      if (isHere()) onPlanned(planned.requestId);
    },
  });
  const gap = findRunAtGap(terms.runAt, new Date());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (gap === undefined) undo.mutate();
  };
  return (
    <form onSubmit={submit} aria-label="Undo">
      <Stack gap="sm">
        <WhyAndWhen
          terms={terms}
          change={(members) => setTerms((before) => ({ ...before, ...members }))}
          reasonIsFor="Why it is taken back; stays with the undo, for whoever asks."
        />
        <PreviewStep plan={undo} gap={gap} label="Preview the undo">
          <Button variant="default" onClick={onClose}>
            Never mind
          </Button>
        </PreviewStep>
      </Stack>
    </form>
  );
}
