import type { Command } from 'commander';
import { followMade } from './remote/follow.ts';
import { addDerivedOptions, type MakeFlags } from './remote/make-options.ts';
import { openClient } from './remote/open-client.ts';
import { readRequestId } from './requests.ts';

/** `baton undo`. */
export function addUndoCommand(program: Command): void {
  addDerivedOptions(program.command('undo'))
    .description('put back what a request changed, where nobody changed it since; itself a request')
    .argument('<requestId>', 'the request to undo', readRequestId)
    .action(async (requestId: number, flags: MakeFlags) => {
      const client = await openClient(flags);
      const made = await client.requests.undo(requestId, { plan: flags.plan });
      await followMade(client, made, flags);
    });
}
