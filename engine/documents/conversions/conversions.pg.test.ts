import { describe, expect, test } from "@jest/globals";
import { noFunctions } from "../../calculation/tests/no-functions.ts";
import { sql } from "../../database/index.ts";
import { createLedgerPort } from "../../ledgers/index.ts";
import type { Document, DocumentRow } from "../index.ts";
import { openLibrary } from "../tests/open-library.ts";
import { refusal } from "../tests/refusal.ts";

const library = openLibrary({ poolSize: 12 });
const { documents } = library;
const { conversions } = documents;
const CONVERSION = "request_to_loan";

async function submittedRequest(...quantities: readonly string[]): Promise<Document> {
  const member = await library.member();
  const lines = [];
  for (const quantity of quantities) lines.push({ book: (await library.book()).id, quantity });
  return documents.create(library.as(), "request", { member: member.id, lines }, { submit: true });
}

const lineIds = (document: Document) => (document["lines"] as readonly DocumentRow[]).map(({ id }) => id);
const left = async (request: Document) =>
  (await conversions.remaining(library.as(), CONVERSION, request.id)).map(({ remaining }) => remaining);

describe("converting a document", () => {
  test("makes a draft with what is left of every line, linked to its source", async () => {
    const request = await submittedRequest("3", "2.5");
    const loan = await conversions.convert(library.as(), CONVERSION, request.id);
    expect(loan).toMatchObject({ docstatus: "draft", member: request["member"], request: request.id });
    expect(loan["lines"]).toMatchObject([{ quantity: "3.00" }, { quantity: "2.50" }]);
    expect((await documents.history(library.as(), "loan", loan.id))[0]).toMatchObject({ verb: "convert" });
    expect(await left(request)).toEqual(["3.00", "2.50"]);
  });

  test("parts add up: what submitted targets took is gone, what is cancelled comes back", async () => {
    const request = await submittedRequest("5", "4");
    const [first, second] = lineIds(request);
    const lines = [{ line: first!, quantity: "2" }, { line: second! }];
    const part = await conversions.convert(library.as(), CONVERSION, request.id, { lines });
    expect(part["lines"]).toMatchObject([{ quantity: "2.00" }, { quantity: "4.00" }]);
    await documents.submit(library.as(), "loan", part.id);
    expect(await left(request)).toEqual(["3.00", "0.00"]);
    const rest = await conversions.convert(library.as(), CONVERSION, request.id);
    expect(rest["lines"]).toMatchObject([{ quantity: "3.00" }]);
    await documents.submit(library.as(), "loan", rest.id);
    expect((await refusal(conversions.convert(library.as(), CONVERSION, request.id))).code).toBe(
      "CONVERSION_NOTHING_LEFT",
    );
    expect(await conversions.offers(library.as(), "request", request.id)).toEqual([]);
    await documents.cancel(library.as(), "loan", part.id);
    expect(await left(request)).toEqual(["2.00", "4.00"]);
    expect(await conversions.offers(library.as(), "request", request.id)).toMatchObject([
      { conversion: CONVERSION, to: "loan" },
    ]);
  });

  test("more than is left is refused, when asked for and when submitted", async () => {
    const request = await submittedRequest("5");
    const [line] = lineIds(request);
    const greedy = conversions.convert(library.as(), CONVERSION, request.id, {
      lines: [{ line: line!, quantity: "6" }],
    });
    expect(await refusal(greedy)).toMatchObject({ code: "CONVERSION_EXCEEDS_REMAINING", pointer: "/lines/0/quantity" });
    const loan = await conversions.convert(library.as(), CONVERSION, request.id);
    await documents.update(library.as(), "loan", loan.id, { lines: [{ id: lineIds(loan)[0]!, quantity: "5.01" }] });
    const refused = await refusal(documents.submit(library.as(), "loan", loan.id));
    expect(refused).toMatchObject({ code: "CONVERSION_EXCEEDS_REMAINING", pointer: "/lines/0/quantity" });
    expect(refused.params).toMatchObject({ quantity: "5.01", remaining: "5" });
  });

  test("a submit that a later statement refuses is told that refusal, whatever was still to be looked at", async () => {
    const request = await submittedRequest("5");
    const loan = await conversions.convert(library.as(), CONVERSION, request.id);
    const ledger = createLedgerPort(noFunctions);
    const { submit } = library.withPorts({
      ledger: { ...ledger, enter: (_ctx, plan) => plan.send({ statement: sql`select ${"no id"}::uuid as id` }) },
    });
    expect((await refusal(submit(library.as(), "loan", loan.id))).code).toBe("VALUE_MALFORMED");
    expect((await documents.submit(library.as(), "loan", loan.id)).docstatus).toBe("submitted");
  });

  test("20 targets submitted at once never take more than there is", async () => {
    const request = await submittedRequest("7", "7");
    const [first, second] = lineIds(request);
    const loans = [];
    for (let index = 0; index < 20; index++) {
      const lines = [
        { line: first!, quantity: "1" },
        { line: second!, quantity: "1" },
      ];
      loans.push(
        await conversions.convert(library.as(), CONVERSION, request.id, {
          lines: index % 2 ? lines : lines.reverse(),
        }),
      );
    }
    const outcomes = await Promise.allSettled(loans.map(({ id }) => documents.submit(library.as(), "loan", id)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(7);
    const reasons = outcomes.flatMap((outcome) =>
      outcome.status === "rejected" ? [(outcome.reason as { code: string }).code] : [],
    );
    expect(new Set(reasons)).toEqual(new Set(["VALUES_INVALID"]));
    expect(await left(request)).toEqual(["0.00", "0.00"]);
  });

  test("only a live source converts, only once per key, only known lines", async () => {
    const [member, book] = [await library.member(), await library.book()];
    const draft = await documents.create(library.as(), "request", {
      member: member.id,
      lines: [{ book: book.id, quantity: "1" }],
    });
    expect((await refusal(conversions.convert(library.as(), CONVERSION, draft.id))).code).toBe(
      "CONVERSION_NOT_OFFERED",
    );
    const request = await submittedRequest("2");
    const once = () =>
      conversions.convert(library.as(), CONVERSION, request.id, { idempotencyKey: `once-${request.id}` });
    expect((await once()).id).toBe((await once()).id);
    const foreign = conversions.convert(library.as(), CONVERSION, request.id, { lines: [{ line: draft.id }] });
    expect(await refusal(foreign)).toMatchObject({ code: "CONVERSION_LINE_UNKNOWN", pointer: "/lines/0/line" });
    expect((await refusal(conversions.convert(library.as(), "nothing", request.id))).code).toBe("CONVERSION_UNKNOWN");
  });

  test("a source is not cancelled under a live target, nor a target submitted on a cancelled source", async () => {
    const request = await submittedRequest("2");
    const loan = await conversions.convert(library.as(), CONVERSION, request.id);
    await documents.update(library.as(), "loan", loan.id, { request: null });
    await documents.submit(library.as(), "loan", loan.id);
    expect((await refusal(documents.cancel(library.as(), "request", request.id))).code).toBe("DOCUMENT_IN_USE");
    await documents.cancel(library.as(), "loan", loan.id);
    const late = await conversions.convert(library.as(), CONVERSION, request.id);
    await documents.update(library.as(), "loan", late.id, { request: null });
    await documents.cancel(library.as(), "request", request.id);
    expect((await refusal(documents.submit(library.as(), "loan", late.id))).code).toBe("CONVERSION_NOT_OFFERED");
  });

  test("needs the right to read the source and to create the target", async () => {
    const request = await submittedRequest("1");
    expect((await refusal(conversions.convert(library.as(["visitor"]), CONVERSION, request.id))).code).toBe(
      "ACCESS_DENIED",
    );
    expect((await refusal(conversions.remaining(library.as(["visitor"]), CONVERSION, request.id))).code).toBe(
      "ACCESS_DENIED",
    );
  });
});
