import type { ReactNode } from 'react';
import type { ShownRequest } from '../../src/client/client.ts';
import type { RequestKind } from '../../src/contract/words/request-words.ts';
import type { Receiving } from '../requests/split-rules.ts';
import type { Fact } from '../ui/sections/Facts.tsx';
import { AccountsForeseen } from './account/AccountsForeseen.tsx';
import { listAccounts } from './account/list-accounts.tsx';
import { AskedChoices } from './offboard/AskedChoices.tsx';
import { LeaverForeseen } from './offboard/LeaverForeseen.tsx';
import { WhatIsLeft } from './offboard/WhatIsLeft.tsx';
import { listReceiving } from './reassign/list-receiving.tsx';
import { listKeys } from './undo/list-keys.ts';

/** What is shown of a kind beyond what is shown of every request. */
interface KindView<Kind extends RequestKind = RequestKind> {
  /** Among the facts: what was asked, and the terms that no other kind has. */
  listAsked?(request: ShownRequest<Kind>): Fact[];
  listTerms?(request: ShownRequest<Kind>): Fact[];
  /** Who receives leads: where several share in them, one may be away by then. */
  receivingOf?(spec: ShownRequest<Kind>['spec']): readonly Receiving[];
  /** Beside the facts, above the counts of a preview, and below those of the outcome. */
  Choices?(props: { request: ShownRequest<Kind> }): ReactNode;
  Foreseen?(props: { request: ShownRequest<Kind> }): ReactNode;
  Left?(props: { request: ShownRequest<Kind> }): ReactNode;
}

/** A kind that is missing here does not compile. */
const kinds: { readonly [Kind in RequestKind]: KindView<Kind> } = {
  reassign: { listAsked: listReceiving, receivingOf: ({ to }) => (to ? [to] : []) },
  managers: {},
  offboard: {
    receivingOf: ({ leads }) => leads.map(({ to }) => to),
    Choices: AskedChoices,
    Foreseen: LeaverForeseen,
    Left: WhatIsLeft,
  },
  account: { listAsked: listAccounts, Foreseen: AccountsForeseen, Left: WhatIsLeft },
  facts: {},
  record: {},
  import: {},
  undo: { listTerms: listKeys },
};

/** Asked with a request of that kind. */
export function viewOf(kind: RequestKind): KindView {
  return kinds[kind];
}
