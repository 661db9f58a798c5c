/** Whom an offboarding is about, from its spec, which the plan wrote; one from before there could be several names one. */
export function readLeaverIds(spec: unknown): number[] {
  const { leavers, leaver }: Record<string, unknown> = isRecord(spec) ? spec : {};
  const all: unknown[] = Array.isArray(leavers) ? leavers : [leaver];
  return all.flatMap((each) =>
    isRecord(each) && Number.isSafeInteger(each.userId) ? [Number(each.userId)] : [],
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
