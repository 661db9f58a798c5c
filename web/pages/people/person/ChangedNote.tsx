import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { paths } from '../../../address/paths.ts';
import { UndoStep } from '../../../flow/UndoStep.tsx';
import { RequestLinks } from '../../../requests/RequestLinks.tsx';
import { requestQuery } from '../../../requests/request-queries.ts';
import { useToldChange } from '../facts/told-change.ts';
import classes from './ChangedNote.module.css';

/** By which request they were changed just now, or came, and the way to its undo. */
export function ChangedNote({ name }: { name: string }) {
  const change = useToldChange();
  if (!change) return null;
  const { requestId, isNew } = change;
  return (
    <div className={classes.note}>
      <div role="status">
        {requestId === null ? (
          'All of it was so already, so nothing was changed.'
        ) : (
          <>
            {isNew ? `${name} is here by request ` : 'Changed by request '}
            <RequestLinks ids={[requestId]} />.
            {isNew && ' Nothing lets them in yet: make a sign-in link under Access, and hand it over.'}
          </>
        )}
      </div>
      {requestId !== null && <UndoOf requestId={requestId} />}
    </div>
  );
}

/** Leads to the undo's own page, where its preview is looked at. */
function UndoOf({ requestId }: { requestId: number }) {
  const { data: request } = useQuery(requestQuery(requestId));
  const navigate = useNavigate();
  if (!request) return null;
  const { undoneBy, ways } = request;
  if (undoneBy.length > 0) {
    return (
      <div>
        Undone by <RequestLinks ids={undoneBy} />
      </div>
    );
  }
  if (!ways.includes('undo')) return null;
  return (
    <UndoStep
      request={request}
      onPlanned={(undoId) => void navigate({ to: paths.request, params: { requestId: undoId } })}
    />
  );
}
