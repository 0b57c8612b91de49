/** A change as the product's history tells it. */
interface Change {
  readonly field: string;
  readonly row?: string;
  readonly before: unknown;
  readonly after: unknown;
}

type Values = Readonly<Record<string, unknown>>;
interface Row extends Values {
  readonly id: string;
}

/** What the history says of a new document: every value it has, and every row of its tables. */
export function historyOfNew(values: Values, tables: Readonly<Record<string, readonly Row[]>> = {}): string {
  const changes: Change[] = [];
  for (const field in values) {
    const after = values[field];
    if (after !== null && after !== undefined) changes.push({ field, before: null, after });
  }
  for (const field in tables) {
    for (const row of tables[field] ?? []) changes.push({ field, row: row.id, before: null, after: shown(row) });
  }
  return JSON.stringify(changes);
}

function shown({ id: _, ...values }: Row): Values {
  const kept: Record<string, unknown> = {};
  for (const name in values) if (values[name] !== null && values[name] !== undefined) kept[name] = values[name];
  return kept;
}

/** What is left of a text for the search: small letters without accents. */
export function searchText(parts: readonly unknown[]): string {
  const text = parts.filter((part) => part !== null && part !== undefined && part !== "").join(" ");
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}
