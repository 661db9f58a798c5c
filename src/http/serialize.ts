import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';

const buildSerializer = SerializerSelector();

/**
 * The framework's own serializer of answers by their schemas, each made when an answer of its kind is first given: to make
 * all of them at once takes as long as much else of a start.
 */
export const schemaController: {
  compilersFactory: { buildSerializer: typeof buildSerializer };
} = {
  compilersFactory: {
    buildSerializer: (...shared) => {
      const compile = buildSerializer(...shared);
      return (route) => {
        let write: ReturnType<typeof compile> | undefined;
        return (answer) => {
          write ??= compile(route);
          return write(answer);
        };
      };
    },
  },
};
