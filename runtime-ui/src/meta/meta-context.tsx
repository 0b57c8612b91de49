import { type Context, createContext, type ReactNode, useContext } from "react";
import type { Action } from "../../../engine/contract/types/index.ts";
import type { MetaAnswer, MetaDoctype } from "../../../engine/http/api-types.ts";

const MetaContext = createContext<MetaAnswer | null>(null);
const NewestMetaContext = createContext<MetaAnswer | null>(null);

interface ProviderProps {
  readonly value: MetaAnswer;
  readonly children: ReactNode;
}

export function MetaProvider({ value, children }: ProviderProps) {
  return (
    <NewestMetaContext.Provider value={value}>
      <MetaContext.Provider value={value}>{children}</MetaContext.Provider>
    </NewestMetaContext.Provider>
  );
}

/** What is below stays under this metadata, whatever has been applied since. */
export const HeldMetaProvider = MetaContext.Provider;

/** The metadata of the open organization; the shell shows nothing below it before it has come. */
export const useMeta = (): MetaAnswer => useOpened(MetaContext);

/** The metadata in force, also where the screen still stands under an earlier one: what the server understands. */
export const useNewestMeta = (): MetaAnswer => useOpened(NewestMetaContext);

function useOpened(context: Context<MetaAnswer | null>): MetaAnswer {
  const meta = useContext(context);
  if (!meta) throw new TypeError("the metadata is used outside of an open organization");
  return meta;
}

export function can(doctype: MetaDoctype | undefined, action: Action): boolean {
  return doctype?.rights.actions.includes(action) ?? false;
}
