/** A first call by the Insellerate contract, ready to be pasted. */
export function tellReassignment(origin: string, orgId: number): string {
  const body = {
    ApplicationId: 1001,
    Assignments: [],
    PrimaryAgent: { UserId: '126' },
    UnassignAllOtherUsers: true,
  };
  return [
    `curl -s "${origin}/api/v2/pub/application/reassign?orgId=${orgId}"`,
    `-u "$BATON_ACCESS_KEY:$BATON_SECRET_KEY" -H 'content-type: application/json'`,
    `-d '${JSON.stringify(body)}'`,
  ].join(' \\\n  ');
}
