import { NativeSelect, SimpleGrid } from '@mantine/core';
import type { TermsProps } from './terms-draft.ts';

const failureChoices = [
  { value: 'continue', label: 'go on' },
  { value: 'stop', label: 'stop there' },
  { value: 'all-or-nothing', label: 'change nothing' },
] as const;
const driftChoices = [
  { value: 'skip', label: 'leave it alone' },
  { value: 'stop', label: 'stop there' },
  { value: 'overwrite', label: 'change it all the same' },
] as const;

/** How the run is to meet trouble. */
export function RunTerms({ draft, change }: TermsProps) {
  return (
    <SimpleGrid cols={2} spacing="xs">
      <NativeSelect
        label="If a lead fails"
        data={failureChoices}
        value={draft.onFailure}
        onChange={(event) =>
          change({ onFailure: pick(failureChoices, event.currentTarget.value) ?? draft.onFailure })
        }
      />
      <NativeSelect
        label="If one moved since"
        data={driftChoices}
        value={draft.onDrift}
        onChange={(event) =>
          change({ onDrift: pick(driftChoices, event.currentTarget.value) ?? draft.onDrift })
        }
      />
    </SimpleGrid>
  );
}

function pick<Value extends string>(choices: readonly { value: Value }[], text: string): Value | undefined {
  return choices.find(({ value }) => value === text)?.value;
}
