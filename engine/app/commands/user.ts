import { findOrganization } from "../../identity/index.ts";
import { fail } from "../../kernel/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import { withPerfex } from "./with-perfex.ts";

/** Makes a person, or changes the password and roles of one who exists. The only way in on an installation without a mail server. */
export const user: CommandRun = async (args, terminal) => {
  const { options, words } = parseOptions(args, {
    data: "string",
    name: "string",
    password: "string",
    organization: "string",
    role: "string",
  });
  const [email] = words;
  if (email === undefined) return fail("APP_ARGUMENT_MISSING", { argument: "EMAIL", usage: "perfex user EMAIL" });
  const { data, name, password, organization, role } = options;
  return withPerfex(data, async ({ db, people }) => {
    const member =
      role === undefined ? undefined : { organization: (await findOrganization(db, organization)).id, role };
    const { drawnPassword } = await people.accounts.save({
      email,
      ...(name !== undefined && { name }),
      ...(password !== undefined && { password }),
      ...(member && { member }),
    });
    terminal.print(drawnPassword === null ? email : `${email} ${drawnPassword}`);
    return 0;
  });
};
