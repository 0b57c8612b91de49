import { fail } from "../../kernel/index.ts";
import { Spending } from "./spending.ts";

/** So many points per key within so much time, on this node. */
export interface Budget {
  readonly points: number;
  readonly seconds: number;
}

export interface RateLimits<Name extends string> {
  /** Raises HTTP_RATE_LIMITED with the seconds to wait. */
  spend(limit: Name, key: string): void;
  /** What was spent on what turned out to be no burden. */
  giveBack(limit: Name, key: string): void;
  spent(limit: Name, key: string): number;
  reset(limit: Name, key: string): void;
}

export function createRateLimits<Name extends string>(budgets: Readonly<Record<Name, Budget>>): RateLimits<Name> {
  const spendings = new Map<string, Spending>();
  for (const [name, budget] of Object.entries<Budget>(budgets)) spendings.set(name, new Spending(budget));
  const of = (limit: Name) => spendings.get(limit)!;
  return {
    spend(limit, key) {
      const wait_ms = of(limit).spend(key);
      if (wait_ms > 0) refuse(wait_ms);
    },
    giveBack: (limit, key) => of(limit).giveBack(key),
    spent: (limit, key) => of(limit).spent(key),
    reset: (limit, key) => of(limit).reset(key),
  };
}

function refuse(wait_ms: number): never {
  const seconds = Math.max(1, Math.ceil(wait_ms / 1000));
  return fail("HTTP_RATE_LIMITED", { seconds }, { data: { retry_after_seconds: seconds } });
}
