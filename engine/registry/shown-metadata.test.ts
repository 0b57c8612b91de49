import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { showEverything } from "../contract/tests/show-everything.ts";
import { loadMetadata } from "./load-metadata.ts";
import { resolveRegistry } from "./resolve-registry.ts";
import { libraryFiles } from "./tests/library.ts";

const metadata = loadMetadata([join(import.meta.dirname, "..", "..", "metadata")]);

test("what is a note to editors of a file, its `$schema`, is no part of the artefact and not shown", () => {
  const noted = metadata.files.filter(({ json }) => Object.hasOwn(json as object, "$schema"));
  expect(noted.length).toBeGreaterThan(0);
  expect(JSON.stringify(showEverything(resolveRegistry(metadata)))).not.toContain('"$schema"');
});

test("a state is shown with the label and colour of its workflow, wherever its choice is shown", () => {
  const states = { late: { label: { fr: "Très en retard", en: "Very late" }, color: "red" } };
  const layer = {
    module: "library",
    owner: "organization",
    patches: { "library/workflows/loan": { states } },
  } as const;
  const { doctypes } = showEverything(resolveRegistry(libraryFiles, [layer]));
  const status = doctypes["loan"]?.fields["status"];
  expect(status).toMatchObject({ type: "choice", options: states });
  expect(Object.keys((status as { options: object }).options)).toEqual(["open", "late", "returned"]);
});
