import type { ResolvedDoctype, SystemValues } from "../../contract/index.ts";
import type { Members } from "../document.ts";
import { isSubmittable } from "./system-fields.ts";

export interface Author {
  /** Who writes. */
  readonly user: string;
  readonly now: string;
}

type Begun = Members & Omit<SystemValues, "id">;

/** With these a document begins its life. */
export function newSystemValues(doctype: ResolvedDoctype, { user, now }: Author, amendedFrom?: string): Begun {
  return {
    version: 1,
    ...(isSubmittable(doctype) ? { docstatus: "draft", amended_from: amendedFrom ?? null } : {}),
    ...(doctype.number ? { number: null } : {}),
    created_at: now,
    created_by: user,
    updated_at: now,
    updated_by: user,
  };
}

/** One version on. */
export function changedSystemValues(version: number, { user, now }: Author): Members {
  return { version: version + 1, updated_at: now, updated_by: user };
}
