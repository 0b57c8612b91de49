import { fail } from "../../kernel/index.ts";

const EMAIL = /^[^\s@"<>(),:;\\[\]]{1,64}@[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62}))+$/i;

/** Trimmed, as the person writes it. Raises AUTH_EMAIL_INVALID. */
export function parseEmail(value: unknown): string {
  const email = typeof value === "string" ? value.trim().normalize("NFC") : "";
  if (email.length > 254 || !EMAIL.test(email))
    fail("AUTH_EMAIL_INVALID", { email: String(value ?? "") }, { pointer: "/email" });
  return email;
}

/** What two spellings of one address have in common. */
export function emailKey(email: string): string {
  return email.toLowerCase();
}
