import { findPerson } from "../../identity/index.ts";
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
  return withPerfex(options.data, async ({ db, people }) => {
    const person = await db.read(null, (connection) => findPerson(connection, email));
    if (!person?.is_active) return fail("APP_PERSON_UNKNOWN", { email });
    terminal.print((await people.sessions.open(person.id, DEVICE)).accessToken);
    return 0;
  });
};
