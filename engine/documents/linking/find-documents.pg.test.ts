import { expect, test } from "@jest/globals";
import { openLibrary } from "../tests/open-library.ts";

const library = openLibrary();

test("a text names the document whose id, number, unique field or title it is; the better field wins, two are no answer", async () => {
  const [byCard, byName] = [await library.member({ name: "Awa", card: "7" }), await library.member({ name: "7" })];
  await Promise.all([library.member({ name: "Twice" }), library.member({ name: "Twice" })]);
  const texts = ["Awa", "7", byName.id, "Twice", "Nobody"];
  const wishes = texts.map((text) => ({ doctype: "member", text }));
  const find = await library.documents.find(library.as(), wishes);
  expect(wishes.map(find)).toEqual([{ id: byCard.id }, { id: byCard.id }, { id: byName.id }, "several", "none"]);
  const named = { doctype: "member", by: "name", text: "7" };
  expect((await library.documents.find(library.as(), [named]))(named)).toEqual({ id: byName.id });
});

test("what a person may not read is not found", async () => {
  const { id } = await library.member({
    name: "Hidden",
    branch: (await library.documents.create(library.as(), "branch", { name: "South" })).id,
  });
  const wish = { doctype: "member", text: "Hidden" };
  expect((await library.documents.find(library.as(["desk"]), [wish]))(wish)).toBe("none");
  expect((await library.documents.find(library.as(), [wish]))(wish)).toEqual({ id });
});
