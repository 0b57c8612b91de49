import { describe, expect, test } from "@jest/globals";
import {
  ERROR_CATALOGUE,
  type ErrorCode,
  errorDefinition,
  isPerfexError,
  LANGUAGES,
  PerfexError,
} from "../../kernel/index.ts";
import { resolveRegistry } from "../../registry/index.ts";
import { libraryMetadata } from "../tests/library-metadata.ts";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";
import type { RequestContext } from "../types.ts";
import { wordRefusal } from "./word-refusal.ts";

const library = openLibrary();
const { documents } = library;
const UUID = /[\da-f]{8}-[\da-f]{4}-/;

/** Errors for who writes metadata, data sets or calls: there the id is what they wrote. */
const FOR_AUTHORS = /^(METADATA|SCHEMA|REGISTRY|EXPRESSION|HTTP|APP|FUNCTION|SEED)_/;
/** What was asked for is no field: it is told as it was written. */
const AS_WRITTEN: readonly string[] = ["FIELD_UNKNOWN"];
/** An id of each kind of part, in a library whose labels have nothing in common with the ids. */
const IDS = { doctype: "loan", table: "loan", by: "loan", field: "due_date", ledger: "fees", action: "update" };

const parametersOf = (code: ErrorCode) => {
  const { fr, en, hint } = errorDefinition(code);
  return new Set(
    [fr, en, hint?.fr, hint?.en].flatMap((text) => [...(text ?? "").matchAll(/\{(\w+)\}/g)].map(([, name]) => name)),
  );
};
const naming = (Object.keys(ERROR_CATALOGUE) as ErrorCode[]).filter(
  (code) => !FOR_AUTHORS.test(code) && Object.keys(IDS).some((name) => parametersOf(code).has(name)),
);

/** The library with labels that tell an id from its label at sight. */
function labelled(ctx: RequestContext): RequestContext {
  const { files, findings } = libraryMetadata();
  const shouted = JSON.parse(JSON.stringify(files), (key, value) =>
    key === "label"
      ? { fr: `LE ${String(value.fr).toUpperCase()}`, en: `THE ${String(value.en).toUpperCase()}` }
      : value,
  ) as typeof files;
  return { ...ctx, registry: resolveRegistry({ files: shouted, findings }) };
}

describe("a refusal in words", () => {
  test.each(naming)("%s names parts of the metadata by their labels", async (code) => {
    const ctx = labelled(library.as());
    const { text } = await wordRefusal(ctx, new PerfexError(code, { ...IDS, value: "x" }), "loan");
    for (const language of LANGUAGES) {
      for (const [name, id] of Object.entries(IDS)) {
        if (name === "field" && AS_WRITTEN.includes(code)) continue;
        if (parametersOf(code).has(name)) expect(text[language]).not.toMatch(new RegExp(`\\b${id}\\b`));
      }
    }
  });

  test("a table of rows and a ledger have labels too, and a way through links one for each step", async () => {
    const ctx = labelled(library.as());
    const words = async (code: ErrorCode, params: Readonly<Record<string, string>>) =>
      (await wordRefusal(ctx, new PerfexError(code, params), "loan")).text.en;
    expect(await words("VALUE_REQUIRED", { table: "loan__lines", field: "book" })).toBe(
      "“THE BOOK” must have a value (THE LINES).",
    );
    expect(await words("LEDGER_APPEND_ONLY", { table: "ledger_fees" })).toContain("THE FEES");
    expect(await words("QUERY_SORT_NOT_ALLOWED", { field: "member.name" })).toContain("“THE MEMBER › THE NAME”");
  });

  test("a path is told by the labels that lead to the step which is not there, which stays as it was written", async () => {
    const ctx = labelled(library.as(["desk"]));
    const told = async (field: string) => {
      const error = await refusal(documents.list(ctx, "loan", { fields: [field], limit: 1 }));
      return { text: error.text.en, path: error.params["field"] };
    };
    const way = "THE LOAN › THE MEMBER › THE BRANCH";
    expect(await told("member.branch.iban")).toEqual({
      text: `“${way}” has no field “iban” that you may read.`,
      path: "member.branch.iban",
    });
    expect((await told("member.name.first")).text).toContain("“THE LOAN › THE MEMBER › THE NAME” has no field “first”");
    expect((await told("member.judgement")).text).toContain("“THE LOAN › THE MEMBER” has no field “judgement”");
    expect((await told("lines.book")).text).toContain("“THE LOAN” has no field “lines.book”");
    expect((await told("member.total")).text).toContain("“THE LOAN › THE MEMBER” has no field “total”");
    expect((await told("nothing")).text).toContain("“THE LOAN” has no field “nothing”");
  });

  test("a field above the person's level is not told of, neither by its label nor by its value", async () => {
    const ctx = labelled(library.as(["nursery"]));
    const taken = new PerfexError("VALUE_DUPLICATE", { table: "member", field: "judgement", value: "bad" });
    expect((await wordRefusal(ctx, taken)).text.en).toBe("“This value” exists already (THE MEMBER, a field).");
    const sorted = new PerfexError("QUERY_SORT_NOT_ALLOWED", { field: "judgement" });
    expect((await wordRefusal(ctx, sorted, "member")).text.en).toBe("Sorting by “judgement” is not possible.");
  });

  test("a linked record that is taken is told by its title to who reads it, else by the field alone", async () => {
    const member = await library.member({ name: "Awa" });
    const taken = new PerfexError("VALUE_DUPLICATE", { table: "loan", field: "member", value: member.id });
    const told = async (roles: readonly string[]) => (await wordRefusal(library.as(roles), taken)).text;
    expect(await told(["librarian"])).toEqual({
      fr: "« Awa » existe déjà (loan, member).",
      en: "“Awa” exists already (loan, member).",
    });
    expect((await told(["visitor"])).en).toBe("“This value” exists already (loan, member).");
    const kind = new PerfexError("VALUE_DUPLICATE", { table: "member", field: "kind", value: "adult" });
    expect((await wordRefusal(library.as(), kind)).text.fr).toContain("« Grande personne »");
  });
});

describe("whoever asks is refused in words", () => {
  const ctx = () => labelled(library.as());

  test("by a single write, by many at once, by a bulk action and by an import", async () => {
    const card = "C-words";
    await library.member({ card });
    const other = await library.member();
    const words = `“${card}” exists already (THE MEMBER, THE CARD).`;
    const values = { name: "Double", card };
    expect((await refusal(documents.create(ctx(), "member", values))).text.en).toBe(words);
    expect((await documents.createMany(ctx(), "member", [values])).refused[0]?.message.en).toBe(words);
    const bulk = { verb: "update", ids: [other.id], patch: { card } } as const;
    expect((await documents.bulk(ctx(), "member", bulk)).refused[0]?.message.en).toBe(words);
    const read = { rows: [values], mapping: { name: "name", card: "card" }, dryRun: false };
    const { errors } = await documents.exchange.importRows(ctx(), "member", read);
    expect(errors.map(({ message }) => message.en)).toEqual([words]);
  });

  test("a document in use names its users by title to who may read them, and never by id", async () => {
    const member = await library.member({ name: "Binta" });
    await library.member({ name: "Coumba", guardian: member.id });
    const asked = await refusal(documents.remove(ctx(), "member", member.id));
    expect(asked.text.en).toBe("This document is used by 1 other(s): THE MEMBER Coumba.");
    const { id } = await documents.create(library.as(), "branch", { name: "North-words" });
    await library.member({ name: "Dior", branch: id });
    const told = await refusal(documents.remove(ctx(), "branch", id));
    expect(told.text.fr).not.toMatch(UUID);
  });

  test("what a right is missing for", () => {
    try {
      library.as(["visitor"]).access.assertCan("loan", "update");
    } catch (error) {
      if (isPerfexError(error)) expect(error.text.fr).toContain("(modifier)");
    }
    expect.assertions(1);
  });
});
