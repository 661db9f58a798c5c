import { Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { paths } from '../address/paths.ts';
import { useIsHere } from '../address/use-is-here.ts';
import { findRunAtGap } from '../requests/terms-rules.ts';
import { WhyAndWhen } from '../ui/fields/WhyAndWhen.tsx';
import { PreviewStep } from './PreviewStep.tsx';
import { emptyTerms, toWhyAndWhen } from './terms-draft.ts';

interface PlanDialogProps {
  title: string;
  /** What it will do. */
  note: string;
  /** Makes the plan; `terms` say why and when. */
  plan: (terms: ReturnType<typeof toWhyAndWhen>) => Promise<{ requestId: number }>;
  onClose: () => void;
  /** What is to be chosen besides. */
  children?: ReactNode;
}

/** Asks why and when for something that needs little else, makes its plan and leads to the preview. */
export function PlanDialog({ title, note, plan: make, onClose, children }: PlanDialogProps) {
  const [terms, setTerms] = useState({ reason: emptyTerms.reason, runAt: emptyTerms.runAt });
  const navigate = useNavigate();
  const isHere = useIsHere();
  const plan = useMutation({
    mutationFn: () => make(toWhyAndWhen(terms)),
    onSuccess: ({ requestId }) => isHere() && void navigate({ to: paths.request, params: { requestId } }),
  });
  const gap = findRunAtGap(terms.runAt, new Date());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (gap === undefined) plan.mutate();
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text size="sm">{note}</Text>
          {children}
          <WhyAndWhen
            terms={terms}
            change={(members) => setTerms((before) => ({ ...before, ...members }))}
            reasonIsFor="Stays with the request, for whoever asks."
          />
          <PreviewStep plan={plan} gap={gap} />
        </Stack>
      </form>
    </Modal>
  );
}
