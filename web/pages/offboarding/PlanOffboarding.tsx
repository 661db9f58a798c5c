import { Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { useIsHere } from '../../address/use-is-here.ts';
import { baton } from '../../data/baton.ts';
import { PreviewStep } from '../../forms/PreviewStep.tsx';
import { TermsFields } from '../../forms/TermsFields.tsx';
import { findRunAtGap } from '../../requests/terms-rules.ts';
import { Section } from '../../ui/sections/Section.tsx';
import { findOffboardGap, type GuideProps, isAnySplit, toOffboardPlan } from './offboard-rules.ts';

interface PlanOffboardingProps extends GuideProps {
  onPlanned: (requestId: number) => void;
}

/** Why and how, and the step to the preview; what the server refuses is said here, before anything runs. */
export function PlanOffboarding({ draft, change, inventory, onPlanned }: PlanOffboardingProps) {
  const isHere = useIsHere();
  const plan = useMutation({
    mutationFn: () => baton.requests.plan(toOffboardPlan(draft, inventory)),
    onSuccess: ({ requestId }) => isHere() && onPlanned(requestId),
  });
  const gap = findOffboardGap(draft, inventory) ?? findRunAtGap(draft.runAt, new Date());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (gap === undefined) plan.mutate();
  };
  return (
    <Section title="Why and how">
      <form onSubmit={submit}>
        <Stack gap="md">
          <TermsFields draft={draft} change={change} isSplit={isAnySplit(draft, inventory)} />
          <PreviewStep plan={plan} gap={gap} />
        </Stack>
      </form>
    </Section>
  );
}
