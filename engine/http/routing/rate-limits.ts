import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { fail } from "../../kernel/index.ts";

export type LimitName = "api" | "heavy" | "sign-in" | "sign-in-account" | "sign-in-anywhere" | "mail" | "invite";

interface Budget {
  readonly points: number;
  readonly seconds: number;
}

/**
 * Requests per key and time, on this node. `api` only stops loops gone wild; `heavy` is for prints, imports and exports;
 * `sign-in` counts per address, `sign-in-account` failures per account and address, `sign-in-anywhere` those
 * per account, so wide that a stranger does not easily lock its owner out; `mail` is for mails anybody can cause, `invite` for those of members.
 */
export const DEFAULT_LIMITS: Readonly<Record<LimitName, Budget>> = {
  api: { points: 60_000, seconds: 10 },
  heavy: { points: 300, seconds: 60 },
  "sign-in": { points: 60, seconds: 60 },
  "sign-in-account": { points: 10, seconds: 15 * 60 },
  "sign-in-anywhere": { points: 100, seconds: 15 * 60 },
  mail: { points: 20, seconds: 60 * 60 },
  invite: { points: 300, seconds: 60 * 60 },
};

export interface RateLimits {
  /** Raises HTTP_RATE_LIMITED with the seconds to wait. */
  spend(limit: LimitName, key: string): Promise<void>;
  /** Raises HTTP_RATE_LIMITED when nothing is left, without spending. */
  assertLeft(limit: LimitName, key: string): Promise<void>;
  reset(limit: LimitName, key: string): Promise<void>;
}

export function createRateLimits(overrides: Partial<Record<LimitName, Budget>> = {}): RateLimits {
  const limiters = new Map(
    Object.entries({ ...DEFAULT_LIMITS, ...overrides }).map(([name, { points, seconds }]) => [
      name,
      new RateLimiterMemory({ keyPrefix: name, points, duration: seconds }),
    ]),
  );
  return {
    async spend(limit, key) {
      await limiters.get(limit)!.consume(key).catch(refuse);
    },
    async assertLeft(limit, key) {
      const state = await limiters.get(limit)!.get(key);
      if (state && state.remainingPoints <= 0) refuse(state);
    },
    async reset(limit, key) {
      await limiters.get(limit)!.delete(key);
    },
  };
}

function refuse(reason: unknown): never {
  if (!(reason instanceof RateLimiterRes)) throw reason;
  const seconds = Math.max(1, Math.ceil(reason.msBeforeNext / 1000));
  return fail("HTTP_RATE_LIMITED", { seconds }, { data: { retry_after_seconds: seconds } });
}
