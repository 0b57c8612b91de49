import type { LocalizedText } from "../../../kernel/index.ts";

// A union the schema tells apart by which property is present; TypeScript needs it written out.

export type MenuItem =
  | { readonly doctype: string; readonly view?: string }
  | { readonly report: string }
  | { readonly importer: string }
  | { readonly page: string; readonly label: LocalizedText; readonly icon?: string };
