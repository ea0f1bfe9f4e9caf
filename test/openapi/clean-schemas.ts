import type { OperationSchemas } from './api-schemas';

type Schema = Record<string, unknown>;

/** A name as a class, an interface or an alias has it; what else a definition is called by is what the compiler wrote out. */
const OWN_NAME = /^[A-Z][A-Za-z]*$/;
const BUILT_IN = ['Date', 'Record', 'Array', 'ReadonlyArray', 'Json'];
/** A view of a type of ours, without some of its members. */
const VIEW = /^(?:Omit|Pick)<([A-Z][A-Za-z]*),/;

/**
 * The shapes as an OpenAPI description takes them: types of ours under their names, everything else written out where it is
 * used. A view of a type (`Omit`, `Pick`) takes the type's name where that is free.
 */
export function clean(raw: { operations: Schema; definitions: Record<string, Schema> }): {
  operations: Record<string, OperationSchemas>;
  definitions: Record<string, Schema>;
} {
  const { definitions } = raw;
  const names = new Map<string, string>();
  const isOwn = (name: string) => OWN_NAME.test(name) && !BUILT_IN.includes(name);
  for (const name of Object.keys(definitions).sort()) {
    const viewed = VIEW.exec(name)?.[1];
    if (isOwn(name)) names.set(name, name);
    else if (viewed && !(viewed in definitions) && ![...names.values()].includes(viewed)) names.set(name, viewed);
  }
  const written = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(written);
    if (value === null || typeof value !== 'object') return value;
    const { $ref, required, ...rest } = value as Schema & { $ref?: string; required?: string[] };
    if ($ref) {
      const name = decodeURIComponent($ref.slice('#/definitions/'.length));
      const own = names.get(name);
      const target = own ? { $ref: `#/components/schemas/${own}` } : (written(definitions[name]) as Schema);
      return { ...target, ...rest };
    }
    const properties = rest.properties as Record<string, Schema> | undefined;
    // a property called `required` would be a schema, not a list
    const needed = Array.isArray(required) ? required.filter((name) => !('default' in (properties?.[name] ?? {}))) : [];
    return {
      ...Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, written(inner)])),
      ...(required && !Array.isArray(required) ? { required: written(required) } : {}),
      ...(needed.length > 0 ? { required: needed } : {}),
    };
  };
  const operations = Object.entries(raw.operations).map(([name, shapes]) => {
    const parts = Object.entries((shapes as { properties: Schema }).properties).map(
      ([part, shape]) => [part, written(shape)] as const,
    );
    return [name, Object.fromEntries(parts.filter(([, shape]) => (shape as Schema).type !== 'null'))] as const;
  });
  return {
    operations: Object.fromEntries(operations),
    definitions: Object.fromEntries(
      [...names]
        .map(([name, own]) => [own, written(definitions[name]) as Schema])
        .sort(([one], [other]) => (one! < other! ? -1 : 1)),
    ) as Record<string, Schema>,
  };
}
