import { Refusal } from "./refusal.ts";

/** Who asks, looked up in memory. */
export interface Person {
  readonly id: string;
  readonly role: string;
  readonly organizations: ReadonlySet<string>;
  readonly expires_at: number;
}

const SESSIONS: ReadonlyMap<string, Person> = new Map([
  [
    process.env["BY_HAND_TOKEN"] ?? "",
    {
      id: process.env["BY_HAND_USER"] ?? "",
      role: "administrator",
      organizations: new Set([process.env["BY_HAND_ORGANIZATION"] ?? ""]),
      expires_at: Date.now() + 24 * 3_600_000,
    },
  ],
]);

const RIGHTS: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["administrator", new Set(["party.create", "party.update", "sales_invoice.create", "sales_invoice.submit"])],
  ["reader", new Set<string>()],
]);

/** Raises a refusal without a valid token, a membership, or the right. */
export function authorize(token: string | undefined, organization: string | undefined, right: string): Person {
  const person = token?.startsWith("Bearer ") ? SESSIONS.get(token.slice(7)) : undefined;
  if (!person || person.expires_at < Date.now()) throw new Refusal(401, "sign in");
  if (!person.organizations.has(organization ?? "")) throw new Refusal(403, "not a member");
  if (!RIGHTS.get(person.role)?.has(right)) throw new Refusal(403, "not allowed");
  return person;
}
