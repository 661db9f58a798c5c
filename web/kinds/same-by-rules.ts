// The same from a terminal. Apart from how a kind is shown, for Node runs its tests and reads no JSX.

import type { RequestRowPage, ShownRequest } from '../../src/client/client.ts';
import { type Commands, curl, quote, readMembers, tellFollow } from '../requests/command-rules.ts';
import { tellAccount } from './account/same-account-rules.ts';
import { tellManagers } from './managers/same-managers-rules.ts';
import { tellOffboarding } from './offboard/same-offboarding-rules.ts';
import { tellReassign, tellReceiver } from './reassign/same-reassignment-rules.ts';
import { tellUndo } from './undo/same-undo-rules.ts';

type Rows = RequestRowPage['items'];
type Tell = (request: ShownRequest, rows: Rows, origin: string) => Commands;

const tellers: { readonly [Kind in ShownRequest['kind']]: Tell } = {
  reassign: tellReassign,
  managers: tellManagers,
  offboard: tellOffboarding,
  account: tellAccount,
  import: (request, _rows, origin) => tellFollow(request, origin),
  undo: tellUndo,
};

/** What makes the same request from a terminal, as far as a request still knows what was asked. */
export function tellCommands(request: ShownRequest, rows: Rows, origin: string): Commands {
  const { retries, kind } = request;
  return retries === null ? tellers[kind](request, rows, origin) : tellRetry(request, retries, origin);
}

/** Whom it was handed to, where that is not whoever was to receive before. */
function tellRetry({ spec, reason }: ShownRequest, retries: number, origin: string): Commands {
  const { handedTo } = readMembers(spec);
  const flags = [
    ...(handedTo === undefined ? [] : [tellReceiver(readMembers(handedTo))]),
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
