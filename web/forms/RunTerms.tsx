import { NativeSelect, SimpleGrid } from '@mantine/core';
import { driftWords, failureWords, termNames, unavailableWords } from '../requests/terms-rules.ts';
import type { TermsProps } from './terms-draft.ts';

/** How the run is to meet trouble; who shares can be away only where several do. */
export function RunTerms({ draft, change, isSplit }: TermsProps & { isSplit: boolean }) {
  return (
    <SimpleGrid cols={2} spacing="xs">
      <NativeSelect
        label={termNames.onFailure}
        data={failureWords}
        value={draft.onFailure}
        onChange={(event) =>
          change({ onFailure: pick(failureWords, event.currentTarget.value) ?? draft.onFailure })
        }
      />
      <NativeSelect
        label={termNames.onDrift}
        data={driftWords}
        value={draft.onDrift}
        onChange={(event) =>
          change({ onDrift: pick(driftWords, event.currentTarget.value) ?? draft.onDrift })
        }
      />
      {isSplit && (
        <NativeSelect
          label={termNames.onReceiverUnavailable}
          data={unavailableWords}
          value={draft.onReceiverUnavailable}
          onChange={(event) =>
            change({
              onReceiverUnavailable:
                pick(unavailableWords, event.currentTarget.value) ?? draft.onReceiverUnavailable,
            })
          }
        />
      )}
    </SimpleGrid>
  );
}

function pick<Value extends string>(choices: readonly { value: Value }[], text: string): Value | undefined {
  return choices.find(({ value }) => value === text)?.value;
}
