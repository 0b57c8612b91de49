export { createLedgerPort } from "./ledger-port.ts";
export { loadPostings, type StoredPosting } from "./load-postings.ts";
export { rollUpLedgers } from "./roll-up.ts";
export type { ComputedPosting, LedgerEntry } from "./types.ts";
