import { Button, Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ShownSession } from '../../../../src/client/client.ts';
import { baton } from '../../../data/baton.ts';
import { sessionQuery } from '../../../sessions/session-queries.ts';
import { Moment } from '../../../ui/moments/Moment.tsx';
import { BothFactorsForm } from './BothFactorsForm.tsx';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import { SetUpSecondFactor } from './SetUpSecondFactor.tsx';

/** One's own second factor: none, being set up, or in force with its recovery codes. */
export function SecondFactor({
  email,
  secondFactor,
}: { email: string } & Pick<ShownSession, 'secondFactor'>) {
  const [doing, setDoing] = useState<'set-up' | 'renew' | 'remove'>();
  const [codes, setCodes] = useState<readonly string[]>();
  const queries = useQueryClient();
  const end = (made?: readonly string[]) => {
    setDoing(undefined);
    setCodes(made);
    void queries.invalidateQueries({ queryKey: sessionQuery.queryKey });
  };
  return (
    <>
      {doing === 'set-up' && <SetUpSecondFactor email={email} onEnd={end} />}
      {doing === 'renew' && <RenewForm email={email} onEnd={end} />}
      {doing === 'remove' && <RemoveForm email={email} onEnd={end} />}
      {doing === undefined && !secondFactor && <Off onSetUp={() => setDoing('set-up')} />}
      {doing === undefined && secondFactor && (
        <On {...secondFactor} onRenew={() => setDoing('renew')} onRemove={() => setDoing('remove')} />
      )}
      {codes && <RecoveryCodes codes={codes} onClose={() => setCodes(undefined)} />}
    </>
  );
}

function Off({ onSetUp }: { onSetUp: () => void }) {
  return (
    <div>
      <Button variant="default" onClick={onSetUp}>
        Set up a second factor
      </Button>
      <Text size="sm" c="dimmed" mt={6}>
        Then signing in asks for a code of an app on your phone, too.
      </Text>
    </div>
  );
}

interface OnProps {
  since: string;
  recoveryCodes: number;
  onRenew: () => void;
  onRemove: () => void;
}

function On({ since, recoveryCodes, onRenew, onRemove }: OnProps) {
  return (
    <div>
      <Text size="sm" mb={6}>
        You sign in with a second factor since <Moment at={since} />. {tellLeft(recoveryCodes)}
      </Text>
      <Group gap="xs">
        <Button variant="default" onClick={onRenew}>
          New recovery codes
        </Button>
        <Button variant="default" onClick={onRemove}>
          Remove the second factor
        </Button>
      </Group>
    </div>
  );
}

function tellLeft(recoveryCodes: number): string {
  if (recoveryCodes === 0) return 'No recovery code is left: make new ones.';
  return recoveryCodes === 1 ? 'One recovery code is left.' : `${recoveryCodes} recovery codes are left.`;
}

interface FormProps {
  email: string;
  onEnd: (codes?: readonly string[]) => void;
}

function RenewForm({ email, onEnd }: FormProps) {
  return (
    <BothFactorsForm
      title="New recovery codes"
      note="The recovery codes that you have now end."
      email={email}
      actions={['Make new codes', 'Keep the old ones']}
      act={async (proof) => onEnd((await baton.session.secondFactor.renewRecoveryCodes(proof)).recoveryCodes)}
      onCancel={() => onEnd()}
    />
  );
}

function RemoveForm({ email, onEnd }: FormProps) {
  return (
    <BothFactorsForm
      title="Remove the second factor"
      note="Then your password alone signs you in. The recovery codes end, too."
      email={email}
      actions={['Remove it', 'Keep it']}
      act={async (proof) => {
        await baton.session.secondFactor.remove(proof);
        onEnd();
      }}
      onCancel={() => onEnd()}
    />
  );
}
