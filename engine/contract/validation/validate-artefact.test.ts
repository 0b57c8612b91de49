import { describe, expect, test } from "@jest/globals";
import { ALL_KINDS } from "../kinds/all-kinds.ts";
import { loadFixtures, schemaFixtures } from "../tests/fixtures.ts";
import { validateArtefact } from "./validate-artefact.ts";

const KIND_IDS = ALL_KINDS.map(({ id }) => id);

describe.each(KIND_IDS)("the schema of %s", (kind) => {
  test.each(loadFixtures(schemaFixtures(kind), "accept"))("accepts $name", ({ json }) => {
    expect(validateArtefact(kind, json)).toEqual([]);
  });

  test.each(loadFixtures(schemaFixtures(kind), "reject"))("refuses $name with one finding at its place", ({
    json,
    expect: wanted,
  }) => {
    const findings = validateArtefact(kind, json);
    expect(findings.map(({ code, pointer }) => ({ code, pointer }))).toEqual([
      { code: wanted?.code, pointer: wanted?.pointer },
    ]);
    expect(findings[0]?.suggestion).toBe(wanted?.suggestion);
  });
});

describe("messages", () => {
  test("name the mistake in both languages and what was probably meant", () => {
    const field = { type: "text", label: { fr: "Nom", en: "Name" }, requird: true };
    const json = { id: "sample", label: { fr: "A", en: "A" }, kind: "document", fields: { name: field } };
    const [finding] = validateArtefact("doctype", json, "sample.json");
    expect(finding).toEqual({
      code: "SCHEMA_PROPERTY_UNKNOWN",
      severity: "error",
      file: "sample.json",
      pointer: "/fields/name/requird",
      message: {
        fr: "La propriété « requird » n'existe pas ici. Vouliez-vous dire « required » ?",
        en: "The property “requird” does not exist here. Did you mean “required”?",
      },
      suggestion: "required",
    });
  });

  test("are complete: no parameter is left unfilled in any rejected fixture", () => {
    const texts = KIND_IDS.flatMap((kind) =>
      loadFixtures(schemaFixtures(kind), "reject").flatMap(({ json }) =>
        validateArtefact(kind, json).map(({ message }) => message),
      ),
    );
    expect(texts.length).toBeGreaterThan(60);
    expect(texts.filter(({ fr, en }) => /undefined|\{\w+\}/.test(fr + en))).toEqual([]);
  });
});
