import type { Inventory } from '../../src/client/client.ts';
import { RequestLinks } from '../requests/RequestLinks.tsx';
import { Section } from '../sections/Section.tsx';
import classes from './GuidePart.module.css';

type ScheduledRequest = Inventory['scheduledRequests']['sample'][number];

/** What becomes of the account: nothing is to be chosen, but it should be known. */
export function AccountChoice({ inventory }: { inventory: Inventory }) {
  const { user, keys, scheduledRequests, ownScheduledRequests } = inventory;
  return (
    <Section title="Account" note="First of all, so that nothing new comes in">
      <ul className={classes.list}>
        <li>
          {user.isActive
            ? `${user.name} is signed out everywhere and cannot sign in any more.`
            : 'The account has ended already.'}
        </li>
        <li>{spellKeys(keys.count)}</li>
        {scheduledRequests.count > 0 && (
          <li>
            Requests that wait to run and name {user.name} are not touched. Cancel them, or plan them anew
            with somebody else: <Scheduled requests={scheduledRequests.sample} />
            {spellMore(scheduledRequests)}.
          </li>
        )}
        {ownScheduledRequests.count > 0 && (
          <li>
            What {user.name} scheduled fails once they have left. Cancel it, and ask for what is still wanted
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
