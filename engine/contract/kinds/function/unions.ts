import type { FunctionBalance, FunctionDocuments, FunctionReport } from "../../types/generated/metadata.ts";

// A union the schema tells apart by which property is present; TypeScript needs it written out.

export type FunctionRead = FunctionDocuments | FunctionReport | FunctionBalance;
