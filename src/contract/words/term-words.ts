// What can be asked for all rows of a request.

/** What to do after a row that fails: go on, stop there, or take back all of the request. */
export const onFailures = ['continue', 'stop', 'all-or-nothing'] as const;
export type OnFailure = (typeof onFailures)[number];

/** What to do with a row that changed since the plan: leave it, stop there, or change it all the same. */
export const onDrifts = ['skip', 'stop', 'overwrite'] as const;
export type OnDrift = (typeof onDrifts)[number];

/** What becomes of leads on which somebody stands in the agent role that they had: each waits for its next change, or they move now. */
export const onRoleChanges = ['leave', 'move'] as const;
export type OnRoleChange = (typeof onRoleChanges)[number];

/** An undo overwrites nothing. */
export const onDriftsOfUndo = ['skip', 'stop'] as const satisfies readonly OnDrift[];

/** What becomes of rows whose receiver takes no leads any more by the run: they fail, or the others share in them. */
export const onReceiversUnavailable = ['fail', 'split'] as const;
export type OnReceiverUnavailable = (typeof onReceiversUnavailable)[number];

/** Users not listed: all stay, those in the primary's role are unassigned, or those in every role are. */
export const otherUsers = ['keep', 'same-role', 'all'] as const;
export type OtherUsers = (typeof otherUsers)[number];

/** `level` looks at the books as they are, the others at nothing but the shares. */
export const shareModes = ['even', 'weighted', 'percent', 'level'] as const;
export type ShareMode = (typeof shareModes)[number];

/** Whether a leaver's account waits until nothing is left, or ends before all else. */
export const accountChoices = ['wait', 'end-anyway'] as const;
export type AccountChoice = (typeof accountChoices)[number];
