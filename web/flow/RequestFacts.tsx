import type { ReactNode } from 'react';
import type { ShownRequest } from '../../src/client/client.ts';
import { doorWords } from '../../src/contract/rules/door-rules.ts';
import { listReplacing } from '../../src/contract/rules/undone-rules.ts';
import { listAsked, listTerms } from '../kinds/AskedTerms.tsx';
import { AskedBy } from '../people/AskedBy.tsx';
import { PersonName } from '../people/PersonName.tsx';
import { RequestLinks } from '../requests/RequestLinks.tsx';
import { Moment } from '../ui/moments/Moment.tsx';
import { spellDuration } from '../ui/moments/moment-rules.ts';
import { Facts } from '../ui/sections/Facts.tsx';
import { Section } from '../ui/sections/Section.tsx';

/** Who asked, why, when, by which door, and which other requests belong to it. */
export function RequestFacts({ request }: { request: ShownRequest }) {
  const { requestedBy, keyMadeBy, reason, origin, createdAt, startedAt, finishedAt } = request;
  const facts: (readonly [string, ReactNode] | undefined)[] = [
    ...listAsked(request),
    request.leavers && ['Who leaves', <Leavers key="leavers" {...request} />],
    ['Asked by', <AskedBy key="by" operator="The operator" {...{ requestedBy, keyMadeBy }} />],
    ['Reason', reason ?? '–'],
    ['Through', doorWords[origin]],
    ['Asked', <Moment key="asked" at={createdAt} />],
    startedAt === null ? undefined : ['Started', <Moment key="started" at={startedAt} />],
    finishedAt === null ? undefined : ['Ended', <Moment key="ended" at={finishedAt} />],
    tookOf(request),
    ...listTerms(request),
    linksOf('Gave way to', listReplacing(request)),
    linksOf('Undoes', request.undoes === null ? [] : [request.undoes]),
    linksOf(request.undone === 'in part' ? 'Undone in part by' : 'Undone by', request.undoneBy),
    linksOf('Retries', request.retries === null ? [] : [request.retries]),
    linksOf('Retried by', request.retriedBy),
  ];
  return (
    <Section title="What was asked">
      <Facts facts={facts.filter((fact) => fact !== undefined)} />
    </Section>
  );
}

function Leavers({ leavers = [] }: Pick<ShownRequest, 'leavers'>) {
  return leavers.map((person, place) => (
    <span key={person.userId}>
      {place > 0 && ', '}
      <PersonName person={person} />
    </span>
  ));
}

function tookOf({ startedAt, finishedAt }: ShownRequest): readonly [string, string] | undefined {
  if (startedAt === null || finishedAt === null) return undefined;
  return ['Took', spellDuration(Date.parse(finishedAt) - Date.parse(startedAt))];
}

function linksOf(name: string, ids: readonly number[]): readonly [string, ReactNode] | undefined {
  return ids.length === 0 ? undefined : [name, <RequestLinks key={name} ids={ids} />];
}
