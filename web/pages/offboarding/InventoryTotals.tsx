import type { Standing } from '../../../src/contract/words/lead-words.ts';
import { nameAll } from '../../people/name-rules.ts';
import classes from './InventoryTotals.module.css';
import type { JoinedInventory } from './join-rules.ts';

/** All that would be left behind, in numbers. */
export function InventoryTotals({ inventory }: { inventory: JoinedInventory }) {
  const { leavers, leads, reports, keys, scheduledRequests } = inventory;
  const sumOf = (standing: Standing) =>
    leads.filter((held) => held.standing === standing).reduce((sum, { count }) => sum + count, 0);
  const totals = [
    { count: sumOf('primary'), one: 'lead as primary', many: 'leads as primary' },
    { count: sumOf('secondary'), one: 'lead as secondary', many: 'leads as secondary' },
    { count: reports.count, one: 'direct report', many: 'direct reports' },
    { count: keys.count, one: 'key in force', many: 'keys in force' },
    { count: scheduledRequests.count, one: 'waiting request', many: 'waiting requests' },
  ];
  return (
    <ul
      className={classes.totals}
      aria-label={`What ${nameAll(leavers)} ${leavers.length === 1 ? 'leaves' : 'leave'} behind`}
    >
      {totals.map(({ count, one, many }) => (
        <li key={many} className={classes.total} data-none={count === 0}>
          <b>{count.toLocaleString()}</b> <span>{count === 1 ? one : many}</span>
        </li>
      ))}
    </ul>
  );
}
