import type { ResolvedField } from "../../contract/index.ts";
import type { Members } from "../document.ts";

/**
 * After submit only what the metadata frees for change is computed anew; the rest stands as it was submitted. Of what is
 * cancelled nothing is.
 */
export function mayCompute(
  { stored }: { readonly stored: Members | null },
  field: ResolvedField,
  table?: ResolvedField,
): boolean {
  const status = stored?.["docstatus"];
  if (status === "cancelled") return false;
  return status !== "submitted" || field.after_submit === true || table?.after_submit === true;
}
