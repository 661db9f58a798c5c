import { Button, Slider } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { leadHistoryQuery } from '../../leads/lead-queries.ts';
import { tellTimeline } from '../../leads/timeline-rules.ts';
import { Moment } from '../../ui/moments/Moment.tsx';
import { shortenMoment } from '../../ui/moments/moment-rules.ts';
import { Section } from '../../ui/sections/Section.tsx';
import classes from './AsOfBar.module.css';

interface AsOfBarProps {
  leadId: number;
  asOf: string | undefined;
  /** Of one slide over many moments, all but the first come with `isSliding`. */
  onChange: (asOf: string | undefined, isSliding?: boolean) => void;
}

/** Goes back over the moments at which the lead changed; its right end is now. */
export function AsOfBar({ leadId, asOf, onChange }: AsOfBarProps) {
  const { data } = useInfiniteQuery(leadHistoryQuery(leadId));
  const isSliding = useRef(false);
  const pages = data?.pages ?? [];
  const moments = tellTimeline(
    pages.flatMap(({ items }) => items),
    pages.flatMap(({ facts = [] }) => facts),
  )
    .map(({ at }) => at)
    .reverse();
  if (moments.length < 2) return null;
  const place =
    asOf === undefined
      ? moments.length
      : Math.max(
          0,
          moments.findLastIndex((at) => at <= asOf),
        );
  const labelOf = (value: number) => spellPlace(moments[value]);
  return (
    <Section
      title="As of"
      note={
        asOf === undefined ? (
          'Now'
        ) : (
          <>
            <Moment at={asOf} />{' '}
            <Button variant="default" size="compact-xs" ml={6} onClick={() => onChange(undefined)}>
              Back to now
            </Button>
          </>
        )
      }
    >
      <Slider
        className={classes.slider}
        thumbLabel="As of"
        min={0}
        max={moments.length}
        value={place}
        label={labelOf}
        marks={[...moments.keys(), moments.length].map((value) => ({ value }))}
        onChange={(value) => {
          onChange(moments[value], isSliding.current);
          isSliding.current = true;
        }}
        onChangeEnd={() => {
          isSliding.current = false;
        }}
      />
    </Section>
  );
}

function spellPlace(at: string | undefined): string {
  return at === undefined ? 'Now' : shortenMoment(at, new Date());
}
