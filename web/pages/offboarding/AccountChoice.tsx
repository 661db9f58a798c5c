import { Radio, Stack } from '@mantine/core';
import type { Inventory } from '../../../src/client/client.ts';
import { nameAll } from '../../people/name-rules.ts';
import { RequestLinks } from '../../requests/RequestLinks.tsx';
import { Section } from '../../ui/sections/Section.tsx';
import classes from './GuidePart.module.css';
import type { GuideProps } from './offboard-rules.ts';

type ScheduledRequest = Inventory['scheduledRequests']['sample'][number];

/** When the accounts end, and what ends with them. */
export function AccountChoice({ draft: { endsAnyway }, change, inventory }: GuideProps) {
  const { leavers, keys, scheduledRequests, ownScheduledRequests } = inventory;
  const names = nameAll(leavers);
  const [is, their] = leavers.length === 1 ? ['is', 'the account'] : ['are', 'each account'];
  return (
    <Section
      title={leavers.length === 1 ? 'Account' : 'Accounts'}
      note={endsAnyway ? 'First of all, whatever becomes of the rest' : 'Last, when everything is placed'}
    >
      <Radio.Group
        aria-label="When the accounts end"
        value={endsAnyway ? 'end-anyway' : 'wait'}
        onChange={(value) => change({ endsAnyway: value === 'end-anyway' })}
      >
        <Stack gap={8} mb="sm">
          <Radio
            size="xs"
            value="wait"
            label={`End ${their} when nothing is left`}
            description="While a lead or a report could not be placed it stays, led as before, and the outcome says what is left."
          />
          <Radio
            size="xs"
            value="end-anyway"
            label={`End ${their} first, in any case`}
            description="Whatever cannot be placed stays with somebody who has left."
          />
        </Stack>
      </Radio.Group>
      <ul className={classes.list}>
        <li>
          {leavers.some(({ isActive }) => isActive)
            ? `${names} ${is} signed out everywhere then and cannot sign in any more. Nobody is assigned to them from the beginning of the run.`
            : 'The account has ended already.'}
        </li>
        <li>{spellKeys(keys.count)}</li>
        {scheduledRequests.count > 0 && (
          <li>
            Requests that wait to run and name {names} are not touched. Cancel them, or plan them anew with
            somebody else: <Scheduled requests={scheduledRequests.sample} />
            {spellMore(scheduledRequests)}.
          </li>
        )}
        {ownScheduledRequests.count > 0 && (
          <li>
            What {names} scheduled fails once they have left. Cancel it, and ask for what is still wanted
            anew: <Scheduled requests={ownScheduledRequests.sample} />
            {spellMore(ownScheduledRequests)}.
          </li>
        )}
      </ul>
    </Section>
  );
}

function Scheduled({ requests }: { requests: readonly ScheduledRequest[] }) {
  return <RequestLinks ids={requests.map(({ requestId }) => requestId)} />;
}

function spellMore({ count, sample }: Inventory['scheduledRequests']): string {
  return count > sample.length ? ` and ${(count - sample.length).toLocaleString()} more` : '';
}

function spellKeys(count: number): string {
  if (count === 0) return 'There is no access key to end.';
  return count === 1 ? '1 access key ends.' : `${count.toLocaleString()} access keys end.`;
}
