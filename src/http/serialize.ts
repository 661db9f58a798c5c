import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';
import { onFirstUse } from './on-first-use.ts';

const buildSerializer = SerializerSelector();

/** The framework's own serializer of answers by their schemas, each made when an answer of its kind is first given. */
export const schemaController: {
  compilersFactory: { buildSerializer: typeof buildSerializer };
} = {
  compilersFactory: {
    buildSerializer: (...shared) => {
      const compile = buildSerializer(...shared);
      return (route) => onFirstUse(() => compile(route));
    },
  },
};
