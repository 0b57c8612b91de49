import { fail } from "../../kernel/index.ts";

const EMAIL = /^[^\s@"<>(),:;\\[\]]{1,64}@[a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9](?:[a-z0-9-]{0,62}))+$/i;

const EMAIL_MAX = 254;

/** Trimmed, as the person writes it. Raises AUTH_EMAIL_INVALID. */
export function parseEmail(value: unknown): string {
  const email = typeof value === "string" ? trimmed(value) : "";
  if (email.length > EMAIL_MAX || !EMAIL.test(email))
    fail("AUTH_EMAIL_INVALID", { email: String(value ?? "") }, { pointer: "/email" });
  return email;
}

/** What all spellings of one address have in common; of what is none as well, which then is nobody's. */
export function emailKey(email: string): string {
  return trimmed(email).toLowerCase().slice(0, EMAIL_MAX);
}

const trimmed = (email: string): string => email.trim().normalize("NFC");
