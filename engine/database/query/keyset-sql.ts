import type { SortKey } from "./sort-keys.ts";

/** A sort key with the placeholder of the cursor's value; null = the cursor's row has no value there. */
export interface Bound {
  readonly key: SortKey;
  readonly value: string | null;
}

/**
 * Condition for rows after the cursor in the order of the keys, nulls last. Written so that an index on the first keys
 * is entered at the cursor: as a row comparison, or with a bound on the first key in front.
 */
export function afterSql(bounds: readonly Bound[]): string {
  const [first] = bounds;
  if (first && isUniform(bounds)) {
    const [keys, values] = [bounds.map(({ key }) => key.sql), bounds.map(({ value }) => value)];
    const operator = first.key.isDescending ? "<" : ">";
    return `(${keys.join(", ")}) ${operator} (${values.join(", ")})`;
  }
  const after = lexicographic(bounds);
  if (!first || first.value === null || first.key.isNullable) return after;
  return `${first.key.sql} ${first.key.isDescending ? "<=" : ">="} ${first.value} and ${after}`;
}

/** One direction and no nulls: SQL's row comparison says the same. */
function isUniform(bounds: readonly Bound[]): boolean {
  return bounds.every(
    ({ key, value }) => !key.isNullable && value !== null && key.isDescending === bounds[0]!.key.isDescending,
  );
}

function lexicographic([bound, ...rest]: readonly Bound[]): string {
  if (!bound) return "false";
  const { key, value } = bound;
  const same = value === null ? `${key.sql} is null` : `${key.sql} = ${value}`;
  const tie = rest.length > 0 ? `${same} and ${lexicographic(rest)}` : null;
  if (value === null) return `(${tie ?? "false"})`;
  const beyond = `${key.sql} ${key.isDescending ? "<" : ">"} ${value}`;
  const alternatives = [beyond, ...(key.isNullable ? [`${key.sql} is null`] : []), ...(tie ? [tie] : [])];
  return `(${alternatives.join(" or ")})`;
}
