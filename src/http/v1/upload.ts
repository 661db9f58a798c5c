import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refusal } from '../../contract/refusal.ts';

/** A CSV body, not read yet. */
export class Upload {
  readonly source: Readable;

  constructor(source: Readable) {
    this.source = source;
  }
}

/** The routes of this scope take CSV of any length; they must read it by themselves. */
export function takeUploads(app: FastifyInstance): void {
  app.addContentTypeParser('text/csv', async ({ headers }: FastifyRequest, source: Readable) => {
    const charset = /;\s*charset="?([^\s";]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
    // Which of the two it is, the file itself says.
    if (!/^(utf-?8|utf-?16(le|be)?|us-ascii)$/i.test(charset)) {
      throw new Refusal('invalid-input', {
        message: `The body is said to be ${charset}, not UTF-8 or UTF-16. Save the file as CSV UTF-8 and send it again.`,
      });
    }
    if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
      throw new Refusal('media-type-unsupported', { message: 'Send the CSV as it is, not compressed.' });
    }
    return new Upload(source);
  });
}
