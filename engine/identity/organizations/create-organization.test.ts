import { expect, test } from "@jest/globals";
import { slugOf } from "./create-organization.ts";

test.each([
  ["Café de l'Étoile", "cafe-de-l-etoile"],
  ["  3 Suisses  ", "suisses"],
  ["A & B — C", "a-b-c"],
])("“%s” becomes %s", (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
