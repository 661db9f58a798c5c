import { Badge, Button, CopyButton, Tooltip } from '@mantine/core';
import { IconArrowsExchange } from '@tabler/icons-react';
import { getRouteApi } from '@tanstack/react-router';
import { omitUndefined } from '../../address/read-search.ts';
import { emptyRemoval, type RemovalDraft, writeRemoval } from '../../forms/removal-draft.ts';
import { isAdministrator, mayMoveLeads, mayRemovePeople } from '../../sessions/access-rules.ts';
import { useSession } from '../../sessions/session-queries.ts';
import { FailureNote } from '../../ui/failures/FailureNote.tsx';
import { Page } from '../../ui/page/Page.tsx';
import { ArchiveLead } from './ArchiveLead.tsx';
import { AsOfBar } from './AsOfBar.tsx';
import { AssignmentSection } from './AssignmentSection.tsx';
import { HistorySection } from './HistorySection.tsx';
import { LeadFacts } from './LeadFacts.tsx';
import classes from './LeadPage.module.css';
import { type ChangeLeadSearch, type LeadSearch, readLeadSearch } from './lead-search.ts';
import { ReassignLead } from './ReassignLead.tsx';
import { useShownLead } from './use-shown-lead.ts';

const leadRoute = getRouteApi('/shell/leads/$leadId');

/** One lead: what is known of it, who stands on it, and why. */
export function LeadPage() {
  const { leadId } = leadRoute.useParams();
  const search = leadRoute.useSearch();
  const { asOf, reassign } = search;
  const change = useChange();
  const session = useSession();
  const mayMove = mayMoveLeads(session);
  const mayArchive = isAdministrator(session);
  const mayTakeOff = mayRemovePeople(session) && asOf === undefined;
  const showsPanel = typeof reassign === 'number' || (reassign === 'new' && mayMove);
  const { data: lead, error, isPlaceholderData } = useShownLead(leadId, asOf);
  return (
    <Page
      title={lead?.name ?? `Lead ${leadId}`}
      note={
        <>
          <LeadId leadId={leadId} />
          {lead?.isArchived && (
            <Badge variant="default" ml="xs">
              Archived
            </Badge>
          )}
        </>
      }
      actions={
        <>
          {lead && asOf === undefined && mayArchive && <ArchiveLead lead={lead} />}
          {mayMove && !lead?.isArchived && (
            <Button
              leftSection={<IconArrowsExchange size={16} />}
              disabled={asOf !== undefined}
              onClick={() => change({ reassign: 'new' })}
            >
              Reassign
            </Button>
          )}
        </>
      }
    >
      <FailureNote error={error} />
      <div className={classes.columns} data-panel={showsPanel}>
        <div className={classes.facts}>
          {lead && (
            <LeadFacts key={leadId} lead={lead} mayEdit={mayMove && asOf === undefined && !lead.isArchived} />
          )}
        </div>
        <div className={classes.side}>
          {lead && (
            <AssignmentSection
              lead={lead}
              isStale={isPlaceholderData}
              asOf={asOf}
              onRemove={mayTakeOff ? (removal) => change(toRemovalSearch(removal)) : undefined}
            />
          )}
        </div>
        <div className={classes.history}>
          <AsOfBar
            leadId={leadId}
            asOf={asOf}
            onChange={(moment, isSliding) => change({ asOf: moment }, isSliding)}
          />
          <HistorySection leadId={leadId} asOf={asOf} />
        </div>
        {showsPanel && <ReassignLead leadId={leadId} shows={reassign} search={search} change={change} />}
      </div>
    </Page>
  );
}

/** The panel opens with what is to be removed filled in. */
function toRemovalSearch(removal: Partial<RemovalDraft>): Partial<LeadSearch> {
  return omitUndefined({ reassign: 'new' as const, to: writeRemoval({ ...emptyRemoval, ...removal }) });
}

function useChange(): ChangeLeadSearch {
  const navigate = leadRoute.useNavigate();
  return (members, isTyped = false) =>
    void navigate({
      replace: isTyped,
      resetScroll: false,
      search: (now) => readLeadSearch({ ...now, ...members }),
    });
}

/** The number that the API calls ApplicationId. */
function LeadId({ leadId }: { leadId: number }) {
  return (
    <CopyButton value={String(leadId)}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? 'Copied' : 'Copy the ApplicationId'}>
          <button type="button" className={classes.id} onClick={copy}>
            ApplicationId {leadId}
          </button>
        </Tooltip>
      )}
    </CopyButton>
  );
}
