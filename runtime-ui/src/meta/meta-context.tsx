import { createContext, useContext } from "react";
import type { Action } from "../../../engine/contract/types/index.ts";
import type { MetaAnswer, MetaDoctype } from "../../../engine/http/api-types.ts";

const MetaContext = createContext<MetaAnswer | null>(null);

export const MetaProvider = MetaContext.Provider;

/** The metadata of the open organization; the shell shows nothing below it before it has come. */
export function useMeta(): MetaAnswer {
  const meta = useContext(MetaContext);
  if (!meta) throw new TypeError("useMeta is used outside of an open organization");
  return meta;
}

export function can(doctype: MetaDoctype | undefined, action: Action): boolean {
  return doctype?.rights.actions.includes(action) ?? false;
}
