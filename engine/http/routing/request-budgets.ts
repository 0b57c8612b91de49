import type { Budget } from "../../identity/index.ts";

export type LimitName = "api" | "heavy" | "sign-in" | "mail" | "invite";

/**
 * Requests per key and time, on this node. `api` only stops loops gone wild; `heavy` is for prints, imports and exports; `sign-in`
 * counts requests per address, whatever they try; `mail` is for mails anybody can cause, `invite` for those of members.
 */
export const REQUEST_BUDGETS: Readonly<Record<LimitName, Budget>> = {
  api: { points: 60_000, seconds: 10 },
  heavy: { points: 300, seconds: 60 },
  "sign-in": { points: 60, seconds: 60 },
  mail: { points: 20, seconds: 60 * 60 },
  invite: { points: 300, seconds: 60 * 60 },
};
