import { findPerson } from "../../identity/index.ts";
import { fail } from "../../kernel/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseLanguage, parseOptions } from "../command-line/parse-options.ts";
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
  const language = parseLanguage(options.language);
  const { data, owner, language: _language, "fiscal-year-start": fiscal_year_start, ...settings } = options;
  const usage = "perfex organization NAME --owner EMAIL";
  if (name === undefined) return fail("APP_ARGUMENT_MISSING", { argument: "NAME", usage });
  if (owner === undefined) return fail("APP_ARGUMENT_MISSING", { argument: "--owner", usage });
  return withPerfex(data, async ({ db, people }) => {
    const person = await db.read(null, (connection) => findPerson(connection, owner));
    if (!person) return fail("APP_PERSON_UNKNOWN", { email: owner });
    const wantedOrganization = {
      name,
      ...settings,
      ...(language && { language }),
      ...(fiscal_year_start !== undefined && { fiscal_year_start }),
    };
    const { slug } = await people.organizations.create(person.id, wantedOrganization);
    terminal.print(slug);
    return 0;
  });
};
