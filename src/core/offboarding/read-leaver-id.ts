/** Whom an offboarding is about, as its spec was kept. */
export function readLeaverId(spec: unknown): number {
  const leaver = typeof spec === 'object' && spec !== null && 'leaver' in spec ? spec.leaver : undefined;
  if (typeof leaver === 'object' && leaver !== null && 'userId' in leaver) return Number(leaver.userId);
  throw new Error('An offboarding must name its leaver.');
}
