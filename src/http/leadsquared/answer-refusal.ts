import type { FastifyReply } from 'fastify';
import type { Refusal } from '../../contract/refusal.ts';

/** The LeadSquared error body, with the exception types that their clients know. */
export function answerInLeadsquared(reply: FastifyReply, refusal: Refusal | undefined): FastifyReply {
  return reply.code(refusal ? statusOf(refusal) : 500).send({
    Status: 'Error',
    ExceptionType: refusal ? exceptionTypeOf(refusal) : 'MXInternalServerException',
    ExceptionMessage:
      refusal?.message ??
      `Baton failed by a fault of its own; nothing was accepted. Call ${reply.request.id}.`,
  });
}

/**
 * The contract knows no 403; no 405: to its 404 the method is part of the signature; and no 409 or 415: a body that is
 * not JSON, or is not what its key came with before, is a body not as specified.
 */
function statusOf({ status }: Refusal): number {
  if (status === 403) return 401;
  if (status === 405) return 404;
  return status === 409 || status === 415 ? 400 : status;
}

function exceptionTypeOf({ code }: Refusal): string {
  switch (code) {
    case 'credentials-missing':
    case 'credentials-invalid':
    case 'access-denied':
    case 'scope-missing':
      return 'MXInvalidAccessDetailsException';
    case 'too-many-calls':
    case 'overloaded':
      return 'MXAPIRateLimitExceededException';
    case 'member-missing':
      return 'MXMandatoryAttributeMissingException';
    case 'path-not-found':
    case 'method-not-allowed':
      return 'MXResourceNotFoundException';
    default:
      return 'MXInvalidInputException';
  }
}
