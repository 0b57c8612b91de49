import { findPerson } from "../../identity/index.ts";
import { fail } from "../../kernel/index.ts";
import type { CommandRun } from "../command-line/command.ts";
import { parseLanguage, parseOptions } from "../command-line/parse-options.ts";
import { loadQuestions } from "../seeding/seeds.ts";
import { withPerfex } from "./with-perfex.ts";

/** `opening_day` → `--opening-day`. */
const optionOf = (question: string): string => question.replaceAll("_", "-");

export const organization: CommandRun = async (args, terminal) => {
  const questions = await loadQuestions();
  const { options, words } = parseOptions(args, {
    data: "string",
    owner: "string",
    slug: "string",
    country: "string",
    currency: "string",
    language: "string",
    ...Object.fromEntries(questions.map(({ id }) => [optionOf(id), "string" as const])),
  });
  const [name] = words;
  const language = parseLanguage(options.language);
  const { data, owner, slug, country, currency } = options;
  const told: Readonly<Record<string, unknown>> = options;
  const answers = Object.fromEntries(questions.map(({ id }) => [id, told[optionOf(id)]]));
  const usage = "perfex organization NAME --owner EMAIL";
  if (name === undefined) return fail("APP_ARGUMENT_MISSING", { argument: "NAME", usage });
  if (owner === undefined) return fail("APP_ARGUMENT_MISSING", { argument: "--owner", usage });
  return withPerfex(data, async ({ db, people }) => {
    const person = await db.read(null, (connection) => findPerson(connection, owner));
    if (!person) return fail("APP_PERSON_UNKNOWN", { email: owner });
    const wanted = { name, slug, country, currency, language, answers };
    const made = await people.organizations.create(person.id, wanted);
    terminal.print(made.slug);
    return 0;
  });
};
