import type { MetadataModel } from "../metadata/metadata-model.ts";
import { allReferences } from "./all-references.ts";

/** Functions that postings and tables call, which are therefore computed in the process. */
export const computingFunctions = (model: MetadataModel): ReadonlySet<string> =>
  new Set(
    allReferences(model).flatMap((one) =>
      one.to === "function" && (one.file.kind === "posting" || one.file.kind === "doctype") ? [one.id] : [],
    ),
  );
