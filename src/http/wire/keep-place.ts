import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Places } from './places.ts';

/** Keeps a place for a call from before its body is read until its work is done. */
export interface PlaceKeeper {
  onRequest(request: FastifyRequest, reply: FastifyReply): Promise<void>;
  /** The work of the call; the place is kept to its end, also where nobody waits for the answer any more. */
  during<Result>(request: FastifyRequest, work: () => Promise<Result>): Promise<Result>;
}

interface Kept {
  leave: () => void;
  isAtWork: boolean;
}

/** Some calls may need no place: those for which `isNeeded` says so. */
export function keepPlace(
  places: Places,
  isNeeded: (request: FastifyRequest) => boolean = () => true,
): PlaceKeeper {
  const kept = new WeakMap<FastifyRequest, Kept>();
  return {
    onRequest: async (request, reply) => {
      if (!isNeeded(request)) return;
      const place = { leave: places.take(request.caller), isAtWork: false };
      kept.set(request, place);
      const leaveUnlessAtWork = () => {
        if (!place.isAtWork) place.leave();
      };
      reply.raw.once('finish', leaveUnlessAtWork).once('close', leaveUnlessAtWork);
    },
    during: async (request, work) => {
      const place = kept.get(request);
      if (place) place.isAtWork = true;
      try {
        return await work();
      } finally {
        place?.leave();
      }
    },
  };
}
