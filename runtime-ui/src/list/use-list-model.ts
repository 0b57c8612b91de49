import { useMemo } from "react";
import type { View } from "../../../engine/contract/types/index.ts";
import type { MetaDoctype } from "../../../engine/http/api-types.ts";
import { type ColumnSpec, viewColumns } from "../meta/columns.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { useStoredColumns } from "./use-stored-columns.ts";

export interface ListModel {
  readonly doctype: MetaDoctype;
  readonly views: readonly View[];
  readonly view: View;
  readonly columns: readonly ColumnSpec[];
  readonly setColumns: (paths: readonly string[] | null) => void;
}

/** A doctype, the view in use and the columns shown: the person's choice, else the view's. */
export function useListModel(doctypeId: string, viewId: string | undefined): ListModel | undefined {
  const meta = useMeta();
  const doctype = meta.doctypes[doctypeId];
  const views = meta.views[doctypeId] ?? [];
  const view = views.find((candidate) => candidate.id === viewId) ?? views[0];
  const [stored, setColumns] = useStoredColumns(doctypeId, view?.id ?? "");
  const columns = useMemo(
    () => (view ? viewColumns(meta, doctypeId, view, stored ?? view.columns) : []),
    [meta, doctypeId, stored, view],
  );
  return doctype && view ? { doctype, views, view, columns, setColumns } : undefined;
}
