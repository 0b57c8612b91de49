import type { Action } from "../../types/index.ts";

/** What a function may do, `create:loan`, in its parts; the schema keeps other writings away. */
export function parseEffect(effect: string): { readonly verb: Action; readonly doctype: string } {
  const [verb = "", doctype = ""] = effect.split(":");
  return { verb: verb as Action, doctype };
}
