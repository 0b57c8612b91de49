import { describe, expect, test } from "@jest/globals";
import { openLibrary, PERSON, TODAY } from "../tests/open-library.ts";

const library = openLibrary();
const { documents } = library;

describe("creating a document", () => {
  test("answers what a get answers", async () => {
    const ctx = library.as();
    const member = await documents.create(ctx, "member", {
      name: "Aminata Diop",
      email: "a@diop.sn",
      interests: ["music"],
    });
    expect(member).toMatchObject({ name: "Aminata Diop", joined: TODAY, kind: "adult", blocked: false, version: 1 });
    expect(member).toMatchObject({ credit: "0.00", created_by: PERSON, origin: "desk", greeting: "Dear Aminata Diop" });
    expect(await documents.get(ctx, "member", member.id)).toEqual(member);
    const loan = await library.loan();
    expect(await documents.get(ctx, "loan", loan.id)).toEqual(loan);
  });

  test("computes rows, derived tables and totals with the values of linked documents", async () => {
    const [member, novel, atlas] = [
      await library.member({
        branch: (await documents.create(library.as(), "branch", { name: "North", loan_days: 10 })).id,
      }),
      await library.book({ rate: "2.345" }),
      await library.book({ shelf: "science", rate: "10" }),
    ];
    const lines: Record<string, string>[] = [
      { book: novel.id, quantity: "3" },
      { book: atlas.id, discount: "12.5" },
      { book: novel.id },
    ];
    const loan = await documents.create(library.as(), "loan", { member: member.id, lines });
    expect(loan).toMatchObject({ due_date: "2026-03-25", currency: "EUR", docstatus: "draft", number: null });
    expect(loan.lines).toMatchObject([
      { rate: "2.35", net: "7.05", shelf: "fiction", quantity: "3.00" },
      { rate: "10.00", net: "8.75", shelf: "science", discount: "12.50" },
      { rate: "2.35", net: "2.35", shelf: "fiction" },
    ]);
    expect(loan.shelves).toMatchObject([
      { shelf: "fiction", net: "9.40", tax: "1.88" },
      { shelf: "science", net: "8.75", tax: "1.75" },
    ]);
    expect(loan).toMatchObject({ net_total: "18.15", tax_total: "3.63", total: "21.78" });
  });
});
