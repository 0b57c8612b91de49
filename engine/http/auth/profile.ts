import { sql } from "../../database/index.ts";
import { fail, mustExist } from "../../kernel/index.ts";
import type { MeAnswer } from "../api-types.ts";
import type { SignedInCall } from "../routing/call.ts";
import type { AuthPorts } from "./auth-ports.ts";
import { meAnswer } from "./me.ts";
import { assertGoodPassword, hashPassword, isPasswordRight } from "./passwords.ts";
import { parseName } from "./registration.ts";

const MEMBERS = ["name", "language", "theme", "password", "current_password"];

/** Changes one's own profile. A new password needs the present one and ends all other sessions. */
export async function updateProfile(ports: AuthPorts, call: SignedInCall): Promise<MeAnswer> {
  const body = await call.body();
  const unknown = Object.keys(body).find((name) => !MEMBERS.includes(name));
  if (unknown !== undefined) return fail("HTTP_PARAMETER_UNKNOWN", { name: unknown, known: MEMBERS.join(", ") });
  const name = body["name"] === undefined ? null : parseName(body["name"]);
  const language = oneOf(body["language"], "language", ["fr", "en"]);
  const theme = oneOf(body["theme"], "theme", ["light", "dark", "system"]);
  const hash = body["password"] === undefined ? null : await newPasswordHash(ports, call, body);
  const { id } = call.identity;
  await ports.db.transaction(null, async (tx) => {
    await tx.query(sql`
      update platform.users set name = coalesce(${name}, name), language = coalesce(${language}, language),
        theme = coalesce(${theme}, theme), password_hash = coalesce(${hash}, password_hash) where id = ${id}`);
    if (hash !== null) {
      await tx.query(sql`
        update platform.sessions set ended_at = now(), ended_why = 'password changed'
        where user_id = ${id} and id <> ${call.sessionId} and ended_at is null`);
    }
    await ports.identities.changed(tx, id);
  });
  return meAnswer(mustExist(await ports.identities.get(id), "the person who changed their profile"));
}

async function newPasswordHash(
  ports: AuthPorts,
  call: SignedInCall,
  body: Readonly<Record<string, unknown>>,
): Promise<string> {
  const [password, present] = [String(body["password"]), String(body["current_password"] ?? "")];
  await ports.limits.spend("sign-in-account", `password ${call.identity.id}`);
  const [user] = await ports.db.read(null, (connection) =>
    connection.query<{ password_hash: string }>(
      sql`select password_hash from platform.users where id = ${call.identity.id}`,
    ),
  );
  if (!(await isPasswordRight(user?.password_hash ?? null, present))) {
    return fail("AUTH_PASSWORD_WRONG", {}, { pointer: "/current_password" });
  }
  assertGoodPassword(password, call.identity.email);
  return await hashPassword(password);
}

function oneOf(value: unknown, name: string, allowed: readonly string[]): string | null {
  if (value === undefined) return null;
  if (typeof value === "string" && allowed.includes(value)) return value;
  const known = allowed.join(", ");
  return fail(
    "HTTP_VALUE_INVALID",
    { name, reason_fr: `attendu : ${known}.`, reason_en: `expected: ${known}.` },
    { pointer: `/${name}` },
  );
}
