import { Alert, Button, Group, Text } from '@mantine/core';
import { PersonPicker } from '../../../people/PersonPicker.tsx';
import { useSession } from '../../../sessions/session-queries.ts';
import { AsOfField } from '../../../ui/moments/AsOfField.tsx';
import { Moment } from '../../../ui/moments/Moment.tsx';
import { DownloadCsv } from '../../../ui/tables/DownloadCsv.tsx';
import { usePeopleSearch } from '../view/use-people-search.ts';
import { ViewSwitch } from '../view/ViewSwitch.tsx';
import classes from './ChartBar.module.css';
import type { ChartTree } from './chart-tree-rules.ts';

/** Finds somebody, goes back in time, and says why nothing can be moved where it cannot. */
export function ChartBar({ tree }: { tree: ChartTree | undefined }) {
  const { search, change } = usePeopleSearch();
  const { at, asOf } = search;
  const isMissing = tree !== undefined && at !== undefined && !tree.people.has(at);
  return (
    <>
      <Group gap="xs" className={classes.bar}>
        <ViewSwitch />
        <div className={classes.find}>
          <PersonPicker
            label="Find in the chart"
            isLabelHidden
            isPageSearch
            placeholder="Find a person  ( / )"
            value={at}
            onChange={(userId) => change({ at: userId })}
          />
        </div>
        <AsOfField asOf={asOf} onChange={(moment) => change({ asOf: moment })} />
        <DownloadCsv path="org-chart" query={{ asOf }} />
      </Group>
      {isMissing && (
        <Text size="sm" role="status">
          {asOf === undefined
            ? 'They are not in this chart: they have left, hold no lead and report to nobody, or are out of your sight.'
            : 'They were not in the chart at that moment.'}
        </Text>
      )}
      <ReadOnly />
    </>
  );
}

function ReadOnly() {
  const { search, change } = usePeopleSearch();
  const { accessRole } = useSession().user;
  if (search.asOf !== undefined) {
    return (
      <Alert p="xs" variant="light" role="status">
        <Group gap="xs">
          <span>
            As of <Moment at={search.asOf} />, read only.
            {search.staged !== undefined && ' What you staged waits for you.'}
          </span>
          <Button variant="default" size="compact-xs" onClick={() => change({ asOf: undefined })}>
            Back to now
          </Button>
        </Group>
      </Alert>
    );
  }
  if (accessRole === 'administrator') return null;
  return (
    <Text size="sm" c="dimmed">
      You see {accessRole === 'manager' ? 'yourself and your team' : 'yourself'}. Administrators change who
      reports to whom.
    </Text>
  );
}
