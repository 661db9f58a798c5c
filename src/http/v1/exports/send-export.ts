import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { ExportFormat } from '../../../contract/words/export-words.ts';
import { type CsvForm, writeCsv, writeNdjson } from '../csv/csv-form.ts';
import type { ExportRoom } from './export-room.ts';
import { ExportSpool } from './export-spool.ts';

/** Takes pages of items, which `form` makes a table of. */
export type Take = <Item>(form: CsvForm<Item>, pages: AsyncIterable<readonly Item[]>) => Promise<void>;

interface Sending {
  name: string;
  format: ExportFormat;
  room: ExportRoom;
}

/** Longer than a statement may take: a client that moves for no byte so long is gone. */
const longestStandstillMs = 300_000;

const types: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
};

/** Sends what `run` gives, as a file of today. What is refused is refused before the file begins; what breaks later, breaks it off. */
export async function sendExport(
  reply: FastifyReply,
  { name, format, room }: Sending,
  run: (take: Take) => Promise<void>,
): Promise<FastifyReply> {
  const makeRoom = room.enter(reply.request.caller.orgId);
  const spool = await openSpool(format, run).catch((error) => {
    makeRoom();
    throw error;
  });
  const giveUp = () => file.destroy(new Error('Nobody takes the export any more.'));
  const standstill = setTimeout(giveUp, longestStandstillMs).unref();
  const file = Readable.from(watch(spool.read(), standstill), { objectMode: false });
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    clearTimeout(standstill);
    spool.leave();
    makeRoom();
  };
  file.once('close', end);
  reply.raw.once('close', end); // whoever hangs up before the file begins
  try {
    await spool.begun;
  } catch (error) {
    end();
    throw error;
  }
  const today = new Date().toISOString().slice(0, 10);
  return reply
    .type(types[format])
    .header('content-disposition', `attachment; filename="${name}-${today}.${format}"`)
    .send(file);
}

function openSpool(format: ExportFormat, run: (take: Take) => Promise<void>): Promise<ExportSpool> {
  return ExportSpool.open((spool) =>
    run((form, pages) => spool.fill(format === 'csv' ? writeCsv(form, pages) : writeNdjson(pages))),
  );
}

async function* watch(
  chunks: AsyncIterable<Buffer>,
  standstill: NodeJS.Timeout,
): AsyncGenerator<Buffer, void> {
  for await (const chunk of chunks) {
    standstill.refresh();
    yield chunk;
    standstill.refresh();
  }
}
