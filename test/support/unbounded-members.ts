interface Schema {
  type?: string | string[];
  enum?: unknown[];
  const?: unknown;
  pattern?: string;
  maxLength?: number;
  maxItems?: number;
  maxProperties?: number;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  propertyNames?: Schema;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
}

/** The path of every member that may be of any size, however long the body may be as a whole. */
export function listUnbounded(schema: Schema, path = ''): string[] {
  const kinds = [schema.anyOf, schema.oneOf, schema.allOf].flatMap((each) => each ?? []);
  if (kinds.length > 0) return kinds.flatMap((each) => listUnbounded(each, path));
  const types = [schema.type ?? []].flat();
  if (types.length === 0 && schema.enum === undefined && schema.const === undefined) return [path];
  return [
    ...(types.includes('string') && !isBoundedText(schema) ? [path] : []),
    ...(types.includes('array') ? listUnboundedItems(schema, path) : []),
    ...(types.includes('object') ? listUnboundedMembers(schema, path) : []),
  ];
}

function isBoundedText({ enum: words, const: word, maxLength, pattern = '' }: Schema): boolean {
  const isFixed = /^\^.*\$$/.test(pattern) && !/[*+|]|\{\d+,\}/.test(pattern);
  return words !== undefined || word !== undefined || maxLength !== undefined || isFixed;
}

function listUnboundedItems({ maxItems, items = {} }: Schema, path: string): string[] {
  return [...(maxItems === undefined ? [path] : []), ...listUnbounded(items, `${path}[]`)];
}

/** What has names that callers make up has few of them, and short ones. */
function listUnboundedMembers(schema: Schema, path: string): string[] {
  const { properties = {}, patternProperties, additionalProperties, propertyNames } = schema;
  const own = Object.entries(properties).flatMap(([name, each]) => listUnbounded(each, `${path}.${name}`));
  const isOpen = patternProperties !== undefined || additionalProperties !== false;
  const isBounded = schema.maxProperties !== undefined && propertyNames?.maxLength !== undefined;
  const values = Object.values(patternProperties ?? {}).flatMap((each) => listUnbounded(each, `${path}.*`));
  return [...(isOpen && !isBounded ? [path] : []), ...own, ...values];
}
