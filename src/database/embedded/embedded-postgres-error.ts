/** What the operator can put right: the message says how, so it is shown without a stack. */
export class EmbeddedPostgresError extends Error {
  override name = 'EmbeddedPostgresError';
}
