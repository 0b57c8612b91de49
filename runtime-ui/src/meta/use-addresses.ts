import { useMemo } from "react";
import { type Addresses, addressesOf } from "./addresses.ts";
import { useMeta } from "./meta-context.tsx";

export function useAddresses(): Addresses {
  const { slug } = useMeta().organization;
  return useMemo(() => addressesOf(slug), [slug]);
}
