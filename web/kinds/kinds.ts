import type { ReactNode } from 'react';
import type { ShownRequest } from '../../src/client/client.ts';
import type { Fact } from '../ui/sections/Facts.tsx';
import { AccountsForeseen } from './account/AccountsForeseen.tsx';
import { listAccounts } from './account/list-accounts.tsx';
import { AskedChoices } from './offboard/AskedChoices.tsx';
import { isOffboardingSplit } from './offboard/asked-rules.ts';
import { LeaverForeseen } from './offboard/LeaverForeseen.tsx';
import { WhatIsLeft } from './offboard/WhatIsLeft.tsx';
import { isReassignmentSplit } from './reassign/asked-rules.ts';
import { listReceiving } from './reassign/list-receiving.tsx';
import { listKeys } from './undo/list-keys.ts';

type View = (props: { request: ShownRequest }) => ReactNode;

/** What is shown of a kind beyond what is shown of every request. */
interface KindView {
  /** Among the facts: what was asked, and the terms that no other kind has. */
  listAsked?: (request: ShownRequest) => Fact[];
  listTerms?: (request: ShownRequest) => Fact[];
  /** Whether several share in leads, so that one of them may be away. */
  isSplit?: (spec: unknown) => boolean;
  /** Beside the facts, above the counts of a preview, and below those of the outcome. */
  Choices?: View;
  Foreseen?: View;
  Left?: View;
}

/** A kind that is missing here does not compile. */
export const kinds: { readonly [Kind in ShownRequest['kind']]: KindView } = {
  reassign: { listAsked: listReceiving, isSplit: isReassignmentSplit },
  managers: {},
  offboard: {
    isSplit: isOffboardingSplit,
    Choices: AskedChoices,
    Foreseen: LeaverForeseen,
    Left: WhatIsLeft,
  },
  account: { listAsked: listAccounts, Foreseen: AccountsForeseen, Left: WhatIsLeft },
  import: {},
  undo: { listTerms: listKeys },
};
