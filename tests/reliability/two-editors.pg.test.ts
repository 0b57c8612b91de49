import { beforeAll, describe, expect, test } from "@jest/globals";
import type { Client } from "./support/http-client.ts";
import { openRealProduct } from "./support/real-product.ts";
import { invoiceValues, openSmallBusiness, type SmallBusiness } from "./support/small-business.ts";

const product = openRealProduct();

let anna: Client;
let ben: Client;
let business: SmallBusiness;

beforeAll(async () => {
  const roles = { company: ["accountant"] };
  anna = (await product.person("anna@example.com", roles)).client("company");
  ben = (await product.person("ben@example.com", roles)).client("company");
  business = await openSmallBusiness(anna);
});

const draft = () =>
  anna.make("/api/v1/sales_invoice", invoiceValues(business, "100.00", { subject: "First", note: "Old" }));
const at = (version: unknown) => ({ "if-match": `"${version}"` });

describe("two people with the same document open", () => {
  test("saving at the same moment, one is saved and the other told what differs, field by field", async () => {
    const { id, version } = await draft();
    const path = `/api/v1/sales_invoice/${id}`;
    const replies = await Promise.all([
      anna.call("PATCH", path, { subject: "Anna's", reference: "A-1" }, at(version)),
      ben.call("PATCH", path, { subject: "Ben's", note: "New" }, at(version)),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    const [saved, refused] = replies[0]!.status === 200 ? replies : [replies[1]!, replies[0]!];
    const isAnnaSaved = saved === replies[0];
    expect(refused).toMatchObject({
      headers: expect.anything(),
      body: {
        code: "DOCUMENT_CHANGED",
        data: {
          version: 2,
          difference: isAnnaSaved
            ? {
                subject: { base: "First", theirs: "Anna's", yours: "Ben's" },
                reference: { base: null, theirs: "A-1", yours: null },
                note: { base: "Old", theirs: "Old", yours: "New" },
              }
            : {
                subject: { base: "First", theirs: "Ben's", yours: "Anna's" },
                note: { base: "Old", theirs: "New", yours: "Old" },
                reference: { base: null, theirs: null, yours: "A-1" },
              },
        },
      },
    });
    const difference = (refused!.body["data"] as { readonly difference: object }).difference;
    expect(Object.keys(difference).sort()).toEqual(["note", "reference", "subject"]);
    expect((await anna.get(path)).body).toMatchObject({ version: 2, subject: isAnnaSaved ? "Anna's" : "Ben's" });
  });

  test("of twenty who save the same version, one is saved", async () => {
    const { id, version } = await draft();
    const path = `/api/v1/sales_invoice/${id}`;
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        (index % 2 === 0 ? anna : ben).call("PATCH", path, { subject: `Editor ${index}` }, at(version)),
      ),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(replies.filter(({ status, body }) => status === 409 && body["code"] === "DOCUMENT_CHANGED")).toHaveLength(
      19,
    );
    const { body } = await anna.get(`${path}/history`);
    expect(body["items"]).toHaveLength(2);
  });

  test("a document changed since it was read is not submitted unseen", async () => {
    const { id, version } = await draft();
    const path = `/api/v1/sales_invoice/${id}`;
    const lines = invoiceValues(business, "900.00").lines;
    expect((await ben.call("PATCH", path, { lines }, at(version))).status).toBe(200);
    const refused = await anna.post(`${path}/submit`, {}, at(version));
    expect(refused).toMatchObject({ status: 409, body: { code: "DOCUMENT_CHANGED" } });
    const { difference } = refused.body["data"] as { readonly difference: Record<string, unknown> };
    expect(difference["net_total"]).toMatchObject({ base: "100.00", theirs: "900.00" });
    expect((await anna.get(path)).body).toMatchObject({ docstatus: "draft", version: 2, number: null });
  });

  test("the one who was refused saves on top of the newer version", async () => {
    const { id, version } = await draft();
    const path = `/api/v1/sales_invoice/${id}`;
    await anna.call("PATCH", path, { subject: "Anna's" }, at(version));
    const refused = await ben.call("PATCH", path, { note: "New" }, at(version));
    const { version: newer } = refused.body["data"] as { readonly version: number };
    const saved = await ben.call("PATCH", path, { note: "New" }, at(newer));
    expect(saved).toMatchObject({ status: 200, body: { version: 3, subject: "Anna's", note: "New" } });
  });
});
