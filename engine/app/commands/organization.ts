import { sql } from "../../database/index.ts";
import { announceIdentityChange, createOrganization } from "../../http/index.ts";
import { fail } from "../../kernel/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseOptions } from "../command-line/parse-options.ts";
import { withPerfex } from "./with-perfex.ts";

export const organization: CommandRun = async (args, terminal) => {
  const { options, words } = parseOptions(args, {
    data: "string",
    owner: "string",
    slug: "string",
    country: "string",
    chart: "string",
    currency: "string",
    language: "string",
    "fiscal-year-start": "string",
  });
  const [name] = words;
  const { data, owner, "fiscal-year-start": fiscal_year_start, ...settings } = options;
  const usage = "perfex organization NAME --owner EMAIL";
  if (name === undefined) return fail("APP_ARGUMENT_MISSING", { argument: "NAME", usage });
  if (owner === undefined) return fail("APP_ARGUMENT_MISSING", { argument: "--owner", usage });
  return withPerfex(data, async ({ db, provisioner }) => {
    const [person] = await db.read(null, (connection) =>
      connection.query<{ id: string }>(sql`select id from platform.users where email_key = ${owner.toLowerCase()}`),
    );
    if (!person) return fail("APP_PERSON_UNKNOWN", { email: owner });
    const ports = { db, provisioner, identities: { changed: announceIdentityChange } };
    const body = { name, ...settings, ...(fiscal_year_start !== undefined && { fiscal_year_start }) };
    const { slug } = await createOrganization(ports, person.id, body);
    terminal.print(slug);
    return 0;
  });
};
