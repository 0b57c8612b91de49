import type { ExprType, Scope } from "./types.ts";

export interface ScopeSource {
  /** Record whose fields are root names, and which `doc` means unless `roots` says otherwise. */
  readonly document?: string;
  /** Record of the row the expression stands in. */
  readonly row?: string;
  /** Further roots: `user`, `organization`, `settings`, `params`, … The document's fields shadow them. */
  readonly roots?: Readonly<Record<string, ExprType>>;
  /** Fields of every record type that can be reached. */
  fields(record: string): ReadonlyMap<string, ExprType> | undefined;
}

/** A scope over maps, so that no name can reach a prototype. */
export function createScope({ document, row, roots = {}, fields }: ScopeSource): Scope {
  const documentType: ExprType | undefined = document === undefined ? undefined : { kind: "record", doctype: document };
  const rootTypes = new Map<string, ExprType>([
    ...(documentType ? [["doc", documentType] as const] : []),
    ...Object.entries(roots),
  ]);
  const ownFields = (): ReadonlyMap<string, ExprType> | undefined =>
    document === undefined ? undefined : fields(document);
  return {
    ...(row === undefined ? {} : { row }),
    lookup: (name) => ownFields()?.get(name) ?? rootTypes.get(name),
    member: (record, field) => fields(record)?.get(field),
    names: () => [...(ownFields()?.keys() ?? []), ...rootTypes.keys()],
    members: (record) => [...(fields(record)?.keys() ?? [])],
  };
}
