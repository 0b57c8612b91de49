import type { FecImportInput } from "./generated/types.ts";

/** What the books hold already, as the declaration's `reads` asks for it. */
export type KnownBooks = FecImportInput["known"];
export type KnownAccount = KnownBooks["accounts"][number];
export type KnownJournal = KnownBooks["journals"][number];
