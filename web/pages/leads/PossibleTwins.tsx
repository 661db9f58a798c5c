import { Fragment } from 'react';
import type { ShownLead } from '../../../src/client/client.ts';
import { wordFact } from '../../../src/contract/words/fact-words.ts';
import { paths } from '../../address/paths.ts';
import { AnchorLink } from '../../ui/links/AnchorLink.tsx';
import classes from './LeadFacts.module.css';

/** Leads that may be the same; whether they are is for people to say. */
export function PossibleTwins({ twins }: { twins: ShownLead['possibleTwins'] }) {
  if (!twins || twins.length === 0) return null;
  return (
    <p className={classes.twins} role="note">
      Perhaps the same as{' '}
      {twins.map(({ leadId, name, by }, place) => (
        <Fragment key={leadId}>
          {place > 0 && ', '}
          <AnchorLink to={paths.lead} params={{ leadId }}>
            {name || `lead ${leadId}`}
          </AnchorLink>{' '}
          (same {by.map(wordFact).join(' and ')})
        </Fragment>
      ))}
      .
    </p>
  );
}
