import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ForeignRequest } from '../requests/ForeignRequest.tsx';
import { requestQuery } from '../requests/request-queries.ts';
import { isAbout, kindNames } from '../requests/request-rules.ts';
import { SidePanel } from '../ui/panels/SidePanel.tsx';
import { RequestFlow } from './RequestFlow.tsx';

interface RequestPanelProps {
  requestId: number;
  /** What is shown beside it; a request about something else is linked to instead. */
  about: 'reassign' | 'managers';
  onClose: () => void;
  onFollow: (requestId: number) => void;
  onDiscard: () => void;
  children?: ReactNode;
}

/** A request beside what it is about, by the name of its kind. */
export function RequestPanel({ requestId, about, onClose, children, ...ways }: RequestPanelProps) {
  const { data: request } = useQuery(requestQuery(requestId));
  const isForeign = request !== undefined && !isAbout(request, about);
  return (
    <SidePanel title={kindNames[request?.kind ?? about]} onClose={onClose}>
      {isForeign ? (
        <ForeignRequest request={request} />
      ) : (
        <>
          <RequestFlow key={requestId} requestId={requestId} {...ways} />
          {children}
        </>
      )}
    </SidePanel>
  );
}
