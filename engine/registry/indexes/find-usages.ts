import type { MetadataAnalysis } from "../../contract/index.ts";
import type { Usage } from "../types.ts";

export function findUsages(_analysis: MetadataAnalysis): (doctype: string, field?: string) => readonly Usage[] {
  return () => [];
}
