import { SerializerSelector } from '@fastify/fast-json-stringify-compiler';

const buildSerializer = SerializerSelector();

/** What was stored is written as it is, whatever its schema tells of it. */
function leaveStoredOpen(_name: string, schema: unknown): unknown {
  return typeof schema === 'object' && schema !== null && 'x-as-stored' in schema ? {} : schema;
}

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
          write ??= compile({ ...route, schema: JSON.parse(JSON.stringify(route.schema), leaveStoredOpen) });
          return write(answer);
        };
      };
    },
  },
};
