import { describe, expect, test } from "@jest/globals";
import { linkOffer, linkWhere, missingInWhere } from "./link-where.ts";

describe("the condition of a link field", () => {
  test("takes what it reads of the document from the screen", () => {
    const where = "is_open && owner == doc.owner && count > doc.count";
    expect(linkWhere(where, { owner: "a1", count: 3 })).toBe('is_open && owner == "a1" && count > 3');
  });

  test("writes quotes and line breaks so that a value stays a value", () => {
    expect(linkWhere("name == doc.name", { name: 'x" || true || "\n' })).toBe('name == "x\\" || true || \\"\\n"');
  });

  test("reads the row as line", () => {
    expect(linkWhere("kind == line.kind", { kind: "header" }, { kind: "row" })).toBe('kind == "row"');
  });

  test("is read as an expression: what a text or a comment says is nobody's value", () => {
    const where = "kind == 'doc.kind' && owner == doc.owner.id // not doc.kind";
    const document = { owner: { id: "a1" }, kind: "x" };
    expect(linkWhere(where, document)).toBe("kind == 'doc.kind' && owner == \"a1\" // not doc.kind");
    expect(missingInWhere(where, {})).toEqual(["owner"]);
  });

  test("what is offered is narrower than what may be chosen, in the order of the field", () => {
    const order = ["due_date", "number"];
    const field = { where: "owner == doc.owner // own", offered: "is_open || day == doc.day", order };
    const both = '(owner == "a1" // own\n) && (is_open || day == null\n)';
    expect(linkOffer(field, { owner: "a1" })).toEqual({ where: both, sort: order });
    expect(linkOffer({ offered: "is_open" }, {})).toEqual({ where: "is_open", sort: undefined });
    expect(linkOffer({}, {})).toEqual({ where: undefined, sort: undefined });
  });

  test("tells what must be chosen first", () => {
    expect(missingInWhere("owner == doc.owner && day == doc.day", { owner: "a1" })).toEqual(["day"]);
  });
});
