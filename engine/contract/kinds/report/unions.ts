// A union the schema tells apart by which property is present; TypeScript needs it written out.

export type ReportSource = { readonly doctype: string; readonly table?: string } | { readonly ledger: string };
