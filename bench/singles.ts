import { measureFloor } from './floor.ts';
import { loadFacts, loadNewLeads, loadReassignments, type Target } from './load.ts';
import { ms, perSecond, type Row } from './table.ts';

interface Setting {
  ownerUrl: string;
  target: Target;
  leads: number;
  seconds: number;
}

/** Single reassignments over HTTP against the same rows written by plain pg. */
export async function benchSingles({ ownerUrl, target, leads, seconds }: Setting): Promise<Row[]> {
  await loadReassignments(target, { connections: 64, seconds: 3, leads }); // warm
  const floor1 = await measureFloor(ownerUrl, 1, { connections: 1, seconds, leads });
  const alone = await loadReassignments(target, { connections: 1, seconds, leads });
  const floor16 = await measureFloor(ownerUrl, 1, { connections: 16, seconds, leads });
  const at64 = await loadReassignments(target, { connections: 64, seconds, leads });
  const at256 = await loadReassignments(target, { connections: 256, seconds, leads });
  const facts = await loadFacts(target, { connections: 64, seconds, leads });
  const made = await loadNewLeads(target, { connections: 64, seconds, leads });
  const failures = alone.failures + at64.failures + at256.failures + facts.failures + made.failures;
  if (failures > 0) throw new Error(`${failures} reassignments were refused.`);
  return [
    {
      what: 'one caller alone, median latency',
      measured: ms(alone.medianMs),
      floor: ms(floor1.medianMs),
      ratio: alone.medianMs / floor1.medianMs,
      wanted: '< 2',
    },
    {
      what: '64 connections, rate',
      measured: perSecond(at64.perSecond),
      floor: perSecond(floor16.perSecond),
      ratio: at64.perSecond / floor16.perSecond,
      wanted: '>= 2.0',
    },
    {
      what: '64 connections, p99 latency',
      measured: ms(at64.p99Ms),
      floor: ms(floor16.p99Ms),
      ratio: at64.p99Ms / floor16.p99Ms,
      wanted: '< 30 ms quiet',
    },
    {
      what: '256 connections, rate',
      measured: perSecond(at256.perSecond),
      floor: perSecond(floor16.perSecond),
      ratio: at256.perSecond / floor16.perSecond,
      wanted: '>= 3.5',
    },
    {
      what: 'a fact of a lead, 64 connections, beside single reassignments',
      measured: perSecond(facts.perSecond),
      floor: perSecond(at64.perSecond),
      ratio: facts.perSecond / at64.perSecond,
      wanted: '>= 0.8',
    },
    {
      what: 'a new lead with its primary, 64 connections, beside single reassignments',
      measured: perSecond(made.perSecond),
      floor: perSecond(at64.perSecond),
      ratio: made.perSecond / at64.perSecond,
      wanted: '>= 0.8',
    },
  ];
}

/** The same load on a hundred thousand leads and on millions. */
export async function benchSize(setting: {
  small: Target;
  large: Target;
  leads: number;
  largeLeads: number;
  seconds: number;
}): Promise<Row> {
  const load = { connections: 64, seconds: setting.seconds };
  // Long enough that the pages it changes have gone to the log whole: what follows is the steady rate.
  await loadReassignments(setting.small, { ...load, seconds: 20, leads: setting.leads });
  await loadReassignments(setting.large, { ...load, seconds: 60, leads: setting.largeLeads });
  const small = await loadReassignments(setting.small, { ...load, leads: setting.leads });
  const large = await loadReassignments(setting.large, { ...load, leads: setting.largeLeads });
  return {
    what: `64 connections on ${setting.largeLeads} leads, rate`,
    measured: perSecond(large.perSecond),
    floor: perSecond(small.perSecond),
    ratio: large.perSecond / small.perSecond,
    wanted: '>= 0.8',
  };
}
