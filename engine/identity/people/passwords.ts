import { hash, verify } from "@node-rs/argon2";
import { fail } from "../../kernel/index.ts";

export const PASSWORD_MIN = 10;
const PASSWORD_MAX = 200;
/** OWASP's first choice: argon2id (the library's default), 19 MiB, two passes, one lane. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Raises AUTH_PASSWORD_WEAK. */
export function assertGoodPassword(password: string, email: string): void {
  const local = email.split("@")[0]!.toLowerCase();
  const hasName = local.length >= 4 && password.toLowerCase().includes(local);
  if (password.length < PASSWORD_MIN || password.length > PASSWORD_MAX || hasName) {
    fail("AUTH_PASSWORD_WEAK", { min: PASSWORD_MIN, max: PASSWORD_MAX }, { pointer: "/password" });
  }
}

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

let nobodysHash: Promise<string> | undefined;

/** Takes the same time whether or not there is an account (`hashed` null), so that time tells nothing. */
export async function isPasswordRight(hashed: string | null, password: string): Promise<boolean> {
  nobodysHash ??= hashPassword("nobody has this password");
  const isRight = await verify(hashed ?? (await nobodysHash), password.slice(0, PASSWORD_MAX + 1));
  return isRight && hashed !== null;
}
