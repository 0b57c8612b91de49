import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { fail } from "../../kernel/index.ts";

/** So many points per key within so much time, on this node. */
export interface Budget {
  readonly points: number;
  readonly seconds: number;
}

export interface RateLimits<Name extends string> {
  /** Raises HTTP_RATE_LIMITED with the seconds to wait. */
  spend(limit: Name, key: string): Promise<void>;
  /** What was spent on what turned out to be no burden. */
  giveBack(limit: Name, key: string): Promise<void>;
  spent(limit: Name, key: string): Promise<number>;
  reset(limit: Name, key: string): Promise<void>;
}

export function createRateLimits<Name extends string>(budgets: Readonly<Record<Name, Budget>>): RateLimits<Name> {
  const limiters = new Map<string, RateLimiterMemory>();
  for (const [name, { points, seconds }] of Object.entries<Budget>(budgets)) {
    limiters.set(name, new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }));
  }
  const of = (limit: Name) => limiters.get(limit)!;
  const spent = async (limit: Name, key: string) => (await of(limit).get(key))?.consumedPoints ?? 0;
  return {
    spend: (limit, key) => of(limit).consume(key).then(ignore, refuse),
    async giveBack(limit, key) {
      // Of a budget that is whole again nothing is left to give back: the limiter would put it beyond what it has.
      if ((await spent(limit, key)) > 0) await of(limit).reward(key);
    },
    spent,
    async reset(limit, key) {
      await of(limit).delete(key);
    },
  };
}

function ignore(): void {}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  const seconds = Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
  return fail("HTTP_RATE_LIMITED", { seconds }, { data: { retry_after_seconds: seconds } });
}
