import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { judgeManagers, type ManagerOutcome, type ManagerRow, wordPath } from './tree-rules.ts';

const changed = { outcome: 'changed' };
const unchanged = { outcome: 'unchanged' };
const failed = (code: string) => ({ outcome: 'failed', code });
const cycle = (...path: number[]) => ({ outcome: 'failed', code: 'would-form-cycle', path, leftOut: 0 });

/** Lines as pairs: who, and their manager. */
type Pair = [userId: number, managerId: number | null];

function judge(lines: readonly [number, number][], ...pairs: readonly Pair[]): ManagerOutcome[] {
  return judgeManagers(
    pairs.map(([userId, managerId]) => ({ userId, managerId })),
    new Map(lines),
  );
}

test('a new line is a change, the line there is already is not', () => {
  assert.deepEqual(judge([[2, 1]], [2, 1], [3, 1], [2, 1]), [unchanged, changed, unchanged]);
});

test('a manager is taken away, and whoever has none keeps none', () => {
  assert.deepEqual(judge([[2, 1]], [2, null], [1, null]), [changed, unchanged]);
});

test('nobody is their own manager', () => {
  assert.deepEqual(judge([[2, 1]], [2, 2], [2, 2]), [failed('own-manager'), failed('own-manager')]);
});

test('whoever reports to nobody may be named as their own manager, which changes nothing', () => {
  assert.deepEqual(judge([[2, 1]], [1, 1], [1, 1], [2, 1], [3, 3]), [
    unchanged,
    unchanged,
    unchanged,
    unchanged,
  ]);
  assert.deepEqual(judge([], [1, 1], [1, 2]), [failed('conflicting-rows'), failed('conflicting-rows')]);
});

test('one user with two managers fails in all their rows, others pass', () => {
  const conflict = failed('conflicting-rows');
  assert.deepEqual(judge([], [3, 1], [3, 2], [4, 1], [3, 1]), [conflict, conflict, changed, conflict]);
  assert.deepEqual(judge([], [3, 3], [3, 2], [4, null], [4, 1]), [conflict, conflict, conflict, conflict]);
});

test('the same row twice is one change, and one failure for both where it fails', () => {
  assert.deepEqual(judge([], [2, 1], [2, 1]), [changed, unchanged]);
  assert.deepEqual(judge([[2, 1]], [1, 2], [1, 2]), [cycle(1, 2, 1), cycle(1, 2, 1)]);
});

test('a manager and their report swap places', () => {
  const lines: [number, number][] = [
    [2, 1],
    [3, 2],
  ];
  assert.deepEqual(judge(lines, [3, 1], [2, 3]), [changed, changed]);
  assert.deepEqual(judge(lines, [2, 3], [3, 1]), [changed, changed]);
});

test('a chain turns upside down', () => {
  const lines: [number, number][] = [
    [2, 1],
    [3, 2],
    [4, 3],
  ];
  assert.deepEqual(judge(lines, [1, 2], [2, 3], [3, 4], [4, null]), [changed, changed, changed, changed]);
});

test('a cycle fails the changes on it, each with the way up from its user', () => {
  const lines: [number, number][] = [
    [3, 2],
    [5, 4],
  ];
  assert.deepEqual(judge(lines, [2, 5], [4, 3], [6, 3]), [
    cycle(2, 5, 4, 3, 2),
    cycle(4, 3, 2, 5, 4),
    changed,
  ]);
});

test('a change that falls back may close another cycle, which fails in its turn', () => {
  const lines: [number, number][] = [
    [1, 2],
    [2, 3],
    [4, 1],
  ];
  // 1 falls back below 2, who was to report to 4, who stands below 1.
  assert.deepEqual(judge(lines, [1, 4], [2, 4]), [cycle(1, 4, 1), cycle(2, 4, 1, 2)]);
});

describe('for any rows and any forest', () => {
  const idArbitrary = fc.integer({ min: 1, max: 9 });
  /** A user's manager always has the lower number, then the numbers are dealt anew. */
  const forestArbitrary = fc
    .tuple(
      fc.shuffledSubarray([1, 2, 3, 4, 5, 6, 7, 8, 9], { minLength: 9 }),
      fc.array(fc.option(fc.nat(), { freq: 6 }), { minLength: 9, maxLength: 9 }),
    )
    .map(([ids, choices]) => {
      const managerOf = new Map<number, number>();
      for (const [place, userId] of ids.entries()) {
        const managerId = ids[(choices[place] ?? 0) % Math.max(place, 1)];
        if (place > 0 && choices[place] !== null && managerId) managerOf.set(userId, managerId);
      }
      return managerOf;
    });
  const rowsArbitrary = fc.array(
    fc.record({ userId: idArbitrary, managerId: fc.option(idArbitrary, { freq: 10 }) }),
    { maxLength: 10 },
  );
  const forAny = (check: (rows: ManagerRow[], managerOf: Map<number, number>) => void) =>
    fc.assert(fc.property(rowsArbitrary, forestArbitrary, check), { numRuns: 5000 });

  test('the outcomes are those of failing cycles round by round', () => {
    forAny((rows, managerOf) => {
      assert.deepEqual(judgeManagers(rows, managerOf), judgeByRounds(rows, managerOf));
    });
  });

  test('what is accepted leaves a forest', () => {
    forAny((rows, managerOf) => {
      const outcomes = judgeManagers(rows, managerOf);
      const accepted = rows.filter((_, place) => outcomes[place]?.outcome === 'changed');
      assert.equal(listCycles(linesAfter(accepted, managerOf)).size, 0);
    });
  });

  test('where the whole asked for is a forest every row passes', () => {
    forAny((rows, managerOf) => {
      const onePerUser = [...new Map(rows.map((row) => [row.userId, row])).values()];
      if (listCycles(linesAfter(onePerUser, managerOf)).size > 0) return;
      const isFailed = judgeManagers(onePerUser, managerOf).some(({ outcome }) => outcome === 'failed');
      assert.equal(isFailed, false);
    });
  });

  test('the order of the rows makes no difference', () => {
    forAny((rows, managerOf) => {
      const distinct = [...new Map(rows.map((row) => [`${row.userId} ${row.managerId}`, row])).values()];
      const backwards = judgeManagers(distinct.toReversed(), managerOf);
      assert.deepEqual(backwards.reverse(), judgeManagers(distinct, managerOf));
    });
  });

  test('a path climbs lines that are or were asked for, from the user back to the user', () => {
    forAny((rows, managerOf) => {
      const asked = new Map(rows.map((row) => [row.userId, row.managerId]));
      for (const [place, outcome] of judgeManagers(rows, managerOf).entries()) {
        if (outcome.outcome !== 'failed' || outcome.code !== 'would-form-cycle') continue;
        const { path } = outcome;
        assert.deepEqual(
          [path[0], path[1], path.at(-1)],
          [rows[place]?.userId, rows[place]?.managerId, path[0]],
        );
        assert.equal(new Set(path).size, path.length - 1);
        for (const [step, managerId] of path.slice(1).entries()) {
          const userId = path[step] ?? 0;
          assert.ok([asked.get(userId), managerOf.get(userId)].includes(managerId));
        }
      }
    });
  });
});

/** The rule as it is told, without a thought for speed. */
function judgeByRounds(
  rows: readonly ManagerRow[],
  managerOf: ReadonlyMap<number, number>,
): ManagerOutcome[] {
  const outcomes = rows.map((row, place) => judgeWithoutTree(row, rows.slice(0, place), rows, managerOf));
  const isOpen = (place: number) => outcomes[place] === undefined;
  for (;;) {
    const open = rows.filter((_, place) => isOpen(place));
    const cycles = listCycles(linesAfter(open, managerOf));
    const caught = new Set(open.map((row) => row.userId).filter((userId) => cycles.has(userId)));
    if (caught.size === 0) return outcomes.map((outcome) => outcome ?? { outcome: 'changed' });
    for (const [place, { userId }] of rows.entries()) {
      const path = cycles.get(userId) ?? [];
      if (caught.has(userId)) {
        outcomes[place] = { outcome: 'failed', code: 'would-form-cycle', path, leftOut: 0 };
      }
    }
  }
}

function judgeWithoutTree(
  { userId, managerId }: ManagerRow,
  earlier: readonly ManagerRow[],
  rows: readonly ManagerRow[],
  managerOf: ReadonlyMap<number, number>,
): ManagerOutcome | undefined {
  if (rows.some((row) => row.userId === userId && row.managerId !== managerId)) {
    return { outcome: 'failed', code: 'conflicting-rows' };
  }
  if (managerId === userId) {
    return managerOf.has(userId) ? { outcome: 'failed', code: 'own-manager' } : { outcome: 'unchanged' };
  }
  const isRepeat = earlier.some((row) => row.userId === userId);
  return isRepeat || (managerOf.get(userId) ?? null) === managerId ? { outcome: 'unchanged' } : undefined;
}

function linesAfter(
  rows: readonly ManagerRow[],
  managerOf: ReadonlyMap<number, number>,
): Map<number, number | null> {
  return new Map([
    ...managerOf,
    ...rows.map(({ userId, managerId }): [number, number | null] => [userId, managerId]),
  ]);
}

/** Everyone on a cycle, with the way from them up to themselves. */
function listCycles(lines: ReadonlyMap<number, number | null>): Map<number, number[]> {
  const cycles = new Map<number, number[]>();
  for (const userId of lines.keys()) {
    const path = [userId];
    let at = lines.get(userId);
    while (at && !path.includes(at)) {
      path.push(at);
      at = lines.get(at);
    }
    if (at === userId) cycles.set(userId, [...path, userId]);
  }
  return cycles;
}

describe('a hundred thousand users and ten thousand rows', () => {
  const fewSecondsMs = 5_000; // of a processor: a busy machine makes none of it slower; in proportion to all pairs it takes minutes
  function judgeInTime(
    rows: readonly ManagerRow[],
    managerOf: ReadonlyMap<number, number>,
  ): ManagerOutcome[] {
    const before = process.cpuUsage();
    const outcomes = judgeManagers(rows, managerOf);
    const tookMs = process.cpuUsage(before).user / 1_000;
    assert.ok(tookMs < fewSecondsMs, `took ${tookMs} ms`);
    return outcomes;
  }
  const chain = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, step): [number, number] => [from + step, from + step + 1]);

  test('one chain of everybody takes time in proportion', () => {
    const rows = Array.from({ length: 10_000 }, (_, place) => ({
      userId: 10 * place + 1,
      managerId: 100_000,
    }));
    const outcomes = judgeInTime(rows, new Map(chain(1, 100_000)));
    assert.ok(outcomes.every(({ outcome }) => outcome === 'changed'));
  });

  test('ten thousand cycles that form one after the other, through a chain of all the others, do too', () => {
    // 1 … 10,000 report upwards to 10,000; 20,000 … 100,000 is a chain below 1, and everybody asks to report to its end.
    const lines = [...chain(1, 10_000), ...chain(20_000, 100_000), [100_000, 1] as const];
    const rows = Array.from({ length: 10_000 }, (_, place) => ({ userId: place + 1, managerId: 20_000 }));
    const outcomes = judgeInTime(rows, new Map(lines));
    assert.ok(outcomes.every(({ outcome }) => outcome === 'failed'));
  });

  test('the path of a cycle of ten thousand changes is cut, says by how many, and closes', () => {
    const ring = chain(1, 10_000).map(([userId, managerId]) => ({ userId, managerId }));
    const outcomes = judgeInTime([...ring, { userId: 10_000, managerId: 1 }], new Map());
    const told = chain(1, 100).map(([userId]) => userId);
    assert.deepEqual(outcomes.at(-1), { ...cycle(10_000, ...told, 10_000), leftOut: 9_900 });
  });
});

test('a path is told whole up to 12 names, and a longer one by its beginning and its end', () => {
  const names = Array.from({ length: 13 }, (_, place) => `n${place + 1}`);
  assert.equal(wordPath(['n1', 'n2', 'n1'], 0), 'n1 → n2 → n1');
  assert.equal(wordPath(names.slice(0, 12), 0), names.slice(0, 12).join(' → '));
  assert.equal(wordPath(names, 0), `${names.slice(0, 11).join(' → ')} → (1 more) → n13`);
  assert.equal(wordPath(names, 30), `${names.slice(0, 11).join(' → ')} → (31 more) → n13`);
  assert.match(wordPath(names.slice(0, 12), 5), / → n11 → \(5 more\) → n12$/);
});
