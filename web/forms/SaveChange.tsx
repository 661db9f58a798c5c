import { Button } from '@mantine/core';
import { BatonError } from '../../src/client/client.ts';
import { FailureNote } from '../ui/failures/FailureNote.tsx';
import { SubmitOrCancel } from '../ui/fields/SubmitOrCancel.tsx';

interface Sending {
  error: Error | null;
  isPending: boolean;
}

interface SaveChangeProps {
  save: Sending;
  /** Reads what others made of it meanwhile, where that is why nothing was saved. */
  readAnew: Sending & { mutate: () => void };
  /** The failure is told elsewhere. */
  isToldElsewhere?: boolean;
  /** Something is other than it was. */
  hasOther: boolean;
  onClose: () => void;
}

/** The end of a form that changes what is known, with what stood in its way. */
export function SaveChange({ save, readAnew, isToldElsewhere = false, hasOther, onClose }: SaveChangeProps) {
  return (
    <>
      {!isToldElsewhere && (
        <FailureNote error={save.error ?? readAnew.error}>
          {isMeanwhile(save.error) && (
            <Button
              size="xs"
              variant="default"
              loading={readAnew.isPending}
              onClick={() => readAnew.mutate()}
            >
              Read anew
            </Button>
          )}
        </FailureNote>
      )}
      <SubmitOrCancel label="Save" isPending={save.isPending} isDisabled={!hasOther} onCancel={onClose} />
    </>
  );
}

function isMeanwhile(error: unknown): boolean {
  return error instanceof BatonError && error.code === 'changed-meanwhile';
}
