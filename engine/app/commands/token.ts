import { sql } from "../../database/index.ts";
import { announceIdentityChange, createAccessTokens, createSessionStore, loadSecret } from "../../http/index.ts";
import { fail } from "../../kernel/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import { withPerfex } from "./with-perfex.ts";

const DEVICE = { userAgent: "perfex token", address: "command line" };

/** An access token for a person, for scripts on the machine of the installation. */
export const token: CommandRun = async (args, terminal) => {
  const { options, words } = parseOptions(args, { data: "string" });
  const [email] = words;
  if (email === undefined) return fail("APP_ARGUMENT_MISSING", { argument: "EMAIL", usage: "perfex token EMAIL" });
  return withPerfex(options.data, async ({ db }) => {
    const [person] = await db.read(null, (connection) =>
      connection.query<{ id: string }>(
        sql`select id from platform.users where email_key = ${email.toLowerCase()} and is_active`,
      ),
    );
    if (!person) return fail("APP_PERSON_UNKNOWN", { email });
    const session = await createSessionStore(db, { changed: announceIdentityChange }).open(person.id, DEVICE);
    const tokens = createAccessTokens(await loadSecret(db, "access_tokens"));
    terminal.print(await tokens.sign(session));
    return 0;
  });
};
