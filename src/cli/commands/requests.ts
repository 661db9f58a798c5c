import { type Command, Option } from 'commander';
import {
  type RequestKind,
  type RequestState,
  type RowFilter,
  requestKinds,
  requestStates,
  rowFilters,
} from '../../contract/words/request-words.ts';
import { describeRequests, describeRows } from '../remote/describe-request.ts';
import { type FollowFlags, followMade, printPlan, printRequest, watch } from '../remote/follow.ts';
import { addDerivedOptions, addWhyAndWhen, type MakeFlags } from '../remote/make-options.ts';
import { addRemoteOptions, openClient } from '../remote/open-client.ts';
import { addPageOptions, type PageFlags, printList, writeOut } from '../remote/page-options.ts';
import { type ReceiverFlags, readReceiver } from '../remote/read-distribution.ts';
import { addReceiverOptions } from '../remote/receiver-options.ts';
import type { RemoteFlags } from '../remote/remote-settings.ts';
import { findUserId } from '../remote/user-argument.ts';
import { momentOf } from '../terminal/moment-option.ts';
import { readRequestId } from '../terminal/read-ids.ts';

type Flags = RemoteFlags & FollowFlags;

/** `baton requests list | show | watch | rows | run | cancel | retry`. */
export function addRequestsCommand(program: Command): void {
  const requests = program
    .command('requests')
    .description('list, show, watch, run, cancel and retry requests');
  addReads(requests);
  addRows(requests);
  addDecisions(requests);
}

interface ListFlags extends Flags, PageFlags {
  kind?: RequestKind;
  state?: RequestState;
  by?: string;
  from?: string;
  to?: string;
}

function addReads(requests: Command): void {
  addPageOptions(addRemoteOptions(requests.command('list')))
    .description('list requests, the newest first')
    .addOption(new Option('--kind <kind>', 'only this kind').choices(requestKinds))
    .addOption(new Option('--state <state>', 'only those in this state').choices(requestStates))
    .option('--by <user>', 'only those that this user asked for')
    .option('--from <moment>', 'created at this moment or later', momentOf('--from'))
    .option('--to <moment>', 'created before this moment', momentOf('--to'))
    .action(async (flags: ListFlags) => {
      const { kind, state, from, to, limit, after } = flags;
      const client = await openClient(flags);
      const by = flags.by === undefined ? undefined : String(await findUserId(client, flags.by));
      const pages = client.requests.list({ kind, state, by, from, to, limit, after });
      await printList(flags, pages, ({ items }) => describeRequests(items));
    });

  addRemoteOptions(requests.command('show'))
    .description('show a request: what a plan foresees, or where it stands')
    .argument('<requestId>', 'the request', readRequestId)
    .action(async (requestId: number, flags: Flags) => {
      const client = await openClient(flags);
      const shown = await client.requests.show(requestId);
      await (shown.state === 'planned' ? printPlan : printRequest)(client, shown, flags);
    });

  addRemoteOptions(requests.command('watch'))
    .description('show progress until a request has ended; exit code 1 unless every row went as asked')
    .argument('<requestId>', 'the request', readRequestId)
    .action(async (requestId: number, flags: Flags) => watch(await openClient(flags), requestId, flags));
}

interface RowFlags extends Flags, PageFlags {
  outcome?: RowFilter;
  ndjson?: true;
}

function addRows(requests: Command): void {
  addPageOptions(addRemoteOptions(requests.command('rows')))
    .description('list what became of each row, in the order of the input')
    .argument('<requestId>', 'the request', readRequestId)
    .addOption(new Option('--outcome <outcome>', 'only rows that met it').choices(rowFilters))
    .addOption(
      new Option('--ndjson', 'write all rows as JSON, one a line').conflicts(['csv', 'json', 'outcome']),
    )
    .action(async (requestId: number, flags: RowFlags) => {
      const client = await openClient(flags);
      if (flags.ndjson) return writeOut(await client.requests.ndjson(requestId));
      const { outcome, limit, after } = flags;
      const pages = client.requests.rows(requestId, { outcome, limit, after });
      await printList(flags, pages, ({ items }) => describeRows(items));
    });
}

function addDecisions(requests: Command): void {
  addRemoteOptions(requests.command('run'))
    .description('run exactly what was planned')
    .argument('<requestId>', 'the planned request', readRequestId)
    .option('--no-wait', 'do not wait until it has ended')
    .option('--at <moment>', 'not before this moment, ISO 8601 with an offset', momentOf('--at'))
    .action(async (requestId: number, flags: Flags & { at?: string }) => {
      const client = await openClient(flags);
      await followMade(client, await client.requests.run(requestId, { runAt: flags.at }), flags);
    });

  addRemoteOptions(requests.command('cancel'))
    .description('end a request before its end; what is done stays done')
    .argument('<requestId>', 'the request', readRequestId)
    .action(async (requestId: number, flags: Flags) => {
      const client = await openClient(flags);
      await printRequest(client, await client.requests.cancel(requestId), flags);
    });

  addReceiverOptions(addWhyAndWhen(addDerivedOptions(requests.command('retry'))))
    .description(
      'make a new request of the rows that failed or were not attempted, for the same receivers or for others',
    )
    .argument('<requestId>', 'the request that ended', readRequestId)
    .action(async (requestId: number, flags: MakeFlags & ReceiverFlags) => {
      const client = await openClient(flags);
      const { plan, reason, runAt } = flags;
      const made = await client.requests.retry(requestId, { plan, reason, runAt, to: readReceiver(flags) });
      await followMade(client, made, flags);
    });
}
