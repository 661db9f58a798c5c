// The same from a terminal. Apart from how a kind is shown, for Node runs its tests and reads no JSX.

import type { RequestRowPage, ShownRequest } from '../../src/client/client.ts';
import { type Commands, curl, quote, tellFollow } from '../requests/command-rules.ts';
import { tellAccount } from './account/same-account-rules.ts';
import { tellFacts } from './facts/same-facts-rules.ts';
import { tellManagers } from './managers/same-managers-rules.ts';
import { tellOffboarding } from './offboard/same-offboarding-rules.ts';
import { tellReassign, tellReceiver } from './reassign/same-reassignment-rules.ts';
import { tellRecord } from './record/same-record-rules.ts';
import { tellUndo } from './undo/same-undo-rules.ts';

type Rows = RequestRowPage['items'];

/** What makes the same request from a terminal, as far as a request still knows what was asked. */
export function tellCommands(request: ShownRequest, rows: Rows, origin: string): Commands {
  const { retries } = request;
  return retries === null ? tellFirst(request, rows, origin) : tellRetry(request, retries, origin);
}

/** A kind that is missing here does not compile. */
function tellFirst(request: ShownRequest, rows: Rows, origin: string): Commands {
  switch (request.kind) {
    case 'reassign':
      return tellReassign(request, rows, origin);
    case 'managers':
      return tellManagers(request, rows, origin);
    case 'offboard':
      return tellOffboarding(request, origin);
    case 'account':
      return tellAccount(request, rows, origin);
    case 'facts':
      return tellFacts(request, rows, origin);
    case 'record':
      return tellRecord(request, rows, origin);
    case 'import':
      return tellFollow(request, origin);
    case 'undo':
      return tellUndo(request, rows, origin);
  }
}

/** Whom it was handed to, where that is not whoever was to receive before. */
function tellRetry({ spec, reason }: ShownRequest, retries: number, origin: string): Commands {
  const handedTo = 'handedTo' in spec ? spec.handedTo : undefined;
  const flags = [
    ...(handedTo === undefined ? [] : [tellReceiver(handedTo)]),
    ...(reason === null ? [] : [`--reason ${quote(reason)}`]),
  ];
  const body = {
    ...(reason === null ? {} : { reason }),
    ...(handedTo === undefined ? {} : { to: handedTo }),
  };
  return {
    cli: [`baton requests retry ${retries}`, ...flags].join(' '),
    curl: curl(`${origin}/api/v1/requests/${retries}/retry`, flags.length > 0 ? body : undefined),
  };
}
