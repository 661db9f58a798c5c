import { Button, Checkbox, Stack } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { ShownRequest, UndoPlan } from '../../src/client/client.ts';
import { useIsHere } from '../address/use-is-here.ts';
import { baton } from '../data/baton.ts';
import { endsAccounts } from '../requests/request-rules.ts';
import { findRunAtGap } from '../requests/terms-rules.ts';
import { WhyAndWhen } from '../ui/fields/WhyAndWhen.tsx';
import { PreviewStep } from './PreviewStep.tsx';
import { emptyTerms, toWhyAndWhen } from './terms-draft.ts';

interface UndoFormProps {
  request: ShownRequest;
  /** Which of its rows; all that it changed where none are named. */
  rows?: Pick<UndoPlan, 'leads' | 'users' | 'outcome' | 'exceptLeads' | 'exceptUsers'>;
  onPlanned: (undoId: number) => void;
  onClose: () => void;
}

/** Why something is to be undone, and when. It ends in a plan: nothing changes before its preview was seen and run. */
export function UndoForm({ request, rows, onPlanned, onClose }: UndoFormProps) {
  const queries = useQueryClient();
  const [terms, setTerms] = useState({ reason: emptyTerms.reason, runAt: emptyTerms.runAt });
  const [reviveKeys, setReviveKeys] = useState(false);
  const isHere = useIsHere();
  const undo = useMutation({
    mutationFn: () =>
      baton.requests.undo(request.requestId, {
        ...rows,
        ...(reviveKeys ? { reviveKeys } : {}),
        ...toWhyAndWhen(terms),
        plan: true,
      }),
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
        {endsAccounts(request) && (
          <Checkbox
            label="Bring their access keys back, too"
            description="Those that it ended and whose end has not come; all others stay ended."
            checked={reviveKeys}
            onChange={(event) => setReviveKeys(event.currentTarget.checked)}
          />
        )}
        <PreviewStep plan={undo} gap={gap} label="Preview the undo">
          <Button variant="default" onClick={onClose}>
            Never mind
          </Button>
        </PreviewStep>
      </Stack>
    </form>
  );
}
