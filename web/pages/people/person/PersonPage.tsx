import { IconUserOff } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { paths } from '../../../address/paths.ts';
import { isAdministrator } from '../../../sessions/access-rules.ts';
import { useSession } from '../../../sessions/session-queries.ts';
import { FailureNote } from '../../../ui/failures/FailureNote.tsx';
import { ButtonLink } from '../../../ui/links/ButtonLink.tsx';
import { AsOfField } from '../../../ui/moments/AsOfField.tsx';
import { Page } from '../../../ui/page/Page.tsx';
import { PagePending } from '../../../ui/page/PagePending.tsx';
import { AccessSection } from './AccessSection.tsx';
import { BookSection } from './BookSection.tsx';
import { ChangeAccount } from './ChangeAccount.tsx';
import { ChangedNote } from './ChangedNote.tsx';
import { ManagersSection } from './ManagersSection.tsx';
import { PersonFacts } from './PersonFacts.tsx';
import classes from './PersonPage.module.css';
import { readPersonSearch } from './person-search.ts';
import { RecentRequests } from './RecentRequests.tsx';
import { ReportsSection } from './ReportsSection.tsx';
import { useWholePerson } from './use-whole-person.ts';

const personRoute = getRouteApi('/shell/people/$userId');

/** One person: what is known of them, their book, who is above and below them, and what they asked for. */
export function PersonPage() {
  const { userId } = personRoute.useParams();
  const { asOf } = personRoute.useSearch();
  const navigate = personRoute.useNavigate();
  const session = useSession();
  const { person, isStale, error, retry } = useWholePerson(userId, asOf);
  if (!person) return <PagePending />;
  return (
    <Page
      title={person.name}
      note={person.isActive ? person.agentRole : `${person.agentRole}, has left`}
      actions={
        <>
          <AsOfField
            asOf={asOf}
            onChange={(moment) => void navigate({ search: readPersonSearch({ asOf: moment }) })}
          />
          {isAdministrator(session) && session.user.userId !== userId && <ChangeAccount person={person} />}
          {isAdministrator(session) && (
            <ButtonLink
              to={paths.offboard}
              params={{ userId }}
              variant="default"
              leftSection={<IconUserOff size={16} />}
            >
              Offboard
            </ButtonLink>
          )}
        </>
      }
    >
      <ChangedNote name={person.name} />
      <FailureNote error={error} onRetry={retry} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <PersonFacts person={person} asOf={asOf} />
          <ManagersSection managers={person.managers} isStale={isStale} />
        </div>
        <div className={classes.column}>
          <BookSection book={person.book} asOf={asOf} isStale={isStale} />
          <ReportsSection key={userId} userId={userId} asOf={asOf} first={person.reports} isStale={isStale} />
          <RecentRequests userId={userId} />
          {person.keys && <AccessSection person={person} keys={person.keys} />}
        </div>
      </div>
    </Page>
  );
}
