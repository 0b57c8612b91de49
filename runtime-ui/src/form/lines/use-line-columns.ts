import { useMemo } from "react";
import type { Field } from "../../../../engine/contract/types/index.ts";
import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import { useOpenForm } from "../form-context.ts";

export interface LineColumn {
  readonly id: string;
  readonly field: Field;
}

export interface LinesProps {
  readonly table: string;
  readonly child: MetaDoctype;
  readonly columns: readonly LineColumn[];
  readonly readOnly: boolean;
}

/** Columns of a table field: those the layout names, else all of them. */
export function useLineColumns(table: string): readonly LineColumn[] {
  const { store, layout } = useOpenForm();
  const child = store.model.tables[table];
  return useMemo(() => {
    const fields = child?.fields ?? {};
    const ids = layout.tables?.[table]?.columns ?? Object.keys(fields);
    return ids.flatMap((id) => (fields[id] ? [{ id, field: fields[id] }] : []));
  }, [child, layout, table]);
}
