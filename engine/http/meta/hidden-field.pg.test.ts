import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { ALL_KINDS } from "../../contract/index.ts";
import { loadMetadata, type Registry, resolveRegistry } from "../../registry/index.ts";
import { type Client, type HttpHarness, startHttpHarness } from "../tests/http-harness.ts";
import { librarySource } from "../tests/library.ts";
import { HIDDEN, VAULT } from "../tests/vault.ts";

/** The value of a hidden field, and an amount that stands nowhere else. */
const VALUE = `${HIDDEN}value`;
const AMOUNT = "987654";

let http: HttpHarness;
let registry: Registry;
let clerk: Client;
let keeper: Client;
let deals: readonly string[];

beforeAll(async () => {
  registry = resolveRegistry(loadMetadata([librarySource(VAULT)]));
  http = await startHttpHarness({ registry });
  const [low, high] = [await http.createUser("clerk@example.com"), await http.createUser("keeper@example.com")];
  await http.createOrganization("town", { [low]: ["clerk"], [high]: ["administrator"] });
  [clerk, keeper] = [await http.clientOf(low), await http.clientOf(high)];
  deals = [await newDeal(VALUE), await newDeal(`${HIDDEN}other`), await newDeal(null)];
});
afterAll(() => http.close());

async function newDeal(secret: string | null): Promise<string> {
  const lines = [{ what: "a", copies: "1", net: "5", zz_cost: AMOUNT }];
  const { body, status } = await keeper.call("POST", "/api/v1/deal", { name: "Deal", zz_secret: secret, lines });
  expect([status, body["code"]]).toEqual([201, undefined]);
  return String(body["id"]);
}

/** Where a text tells of what is hidden, with what stands around it. */
const traces = (text: string): readonly string[] =>
  [...text.matchAll(new RegExp(`.{0,60}(${HIDDEN}|${AMOUNT}).{0,40}`, "g"))].map(([found]) => found);

async function textOf(client: Client, path: string): Promise<string> {
  const response = await fetch(http.url + path, { headers: { authorization: `Bearer ${client.token}` } });
  return response.text();
}

/** Properties whose members have names that people give, and lists. */
const NAMED =
  /\/(fields|rules|by|set|input|parts|columns|tabs|sections|tables|order|search|sort|totals|labels|filters|dimensions|measures|transitions|existing|expand|params)\/[^/]+/g;

/** No screen is told of them. A search is over one text for all, so a field with a level is refused there. */
const UNSHOWN = /^doctype \/(unique|indexes|search)\/|^ledger \/periods\/|^report \/params\/x\/default/;

/** `/fields/seal/where` → `/fields/x/where`: the place without the names people give. */
const placeOf = ({ kind, pointer }: { readonly kind: string; readonly pointer: string }): string =>
  `${kind} ${pointer.replace(NAMED, "/$1/x")}`;

describe("who reads a doctype below the level of a field", () => {
  test("meets it at no place of the metadata, of no kind, in no expression", async () => {
    const everything = await textOf(keeper, "/api/v1/meta");
    expect(traces(everything).length).toBeGreaterThan(40);
    expect(traces(await textOf(clerk, "/api/v1/meta"))).toEqual([]);
  });

  test("which is looked for at every place where the metadata of the product names a field to screens", () => {
    const shown = new Set<string>(
      ALL_KINDS.flatMap(({ id, visible }) => (visible && id !== "function" && id !== "role" ? [id] : [])),
    );
    const places = (of: Registry, isMeant: (field: string) => boolean) =>
      new Set(
        [...of.doctypes.values()].flatMap(({ id, fieldList }) =>
          fieldList
            .filter((field) => isMeant(field.id))
            .flatMap((field) =>
              of
                .whoUses(id, field.id)
                .filter(({ kind }) => shown.has(kind))
                .map(placeOf),
            ),
        ),
      );
    const product = resolveRegistry(loadMetadata(["metadata"]));
    const covered = places(registry, (field) => field.startsWith(HIDDEN));
    const missing = [...places(product, () => true)].filter((place) => !covered.has(place) && !UNSHOWN.test(place));
    expect(missing.sort()).toEqual([]);
  });

  test("meets it in no answer: lists, searches, documents, history, exports, reports, files, the description of the interface", async () => {
    const told = async (client: Client) => {
      const found = await Promise.all(paths().map(async (path) => [path, traces(await textOf(client, path))] as const));
      return found.filter(([, trace]) => trace.length > 0).map(([path]) => path);
    };
    const routes = http.server.routes.filter(({ method }) => method === "GET");
    expect(paths().length).toBeGreaterThan(routes.length);
    expect((await told(keeper)).length).toBeGreaterThan(8);
    expect(await told(clerk)).toEqual([]);
  });

  test("finds no document by what it hides, and sorts, filters and counts by none of it", async () => {
    const found = async (client: Client, query: string) => {
      const { status, body } = await client.call("GET", `/api/v1/deal?${query}`);
      return status === 200 ? (body["items"] as readonly unknown[]).length : status;
    };
    for (const client of [keeper, clerk]) expect(await found(client, `search=${VALUE}`)).toBe(0);
    const asked = [
      `where=${encodeURIComponent("zz_limit > 10")}`,
      "sort=zz_limit",
      "fields=zz_secret",
      "totals=zz_limit",
    ];
    for (const query of asked)
      expect([query, [400, 422].includes(Number(await found(clerk, query)))]).toEqual([query, true]);
  });
});

describe("a condition over what a person does not read", () => {
  const offers = async (client: Client, id: string) => {
    const { body } = await client.call("GET", `/api/v1/deal/${id}/transitions`);
    const named = (list: unknown) =>
      (list as readonly { readonly transition: string }[]).map(({ transition }) => transition);
    return [named(body["items"]), named(body["closed"])];
  };

  test("tells nothing by what is offered: the same whatever the value, where others see what it comes to", async () => {
    const of = (client: Client) => Promise.all(deals.map((id) => offers(client, id)));
    expect(await of(keeper)).toEqual([
      [["shut"], ["spoil"]],
      [["spoil"], ["shut"]],
      [[], ["shut", "spoil"]],
    ]);
    expect(new Set((await of(clerk)).map((offer) => JSON.stringify(offer)))).toEqual(
      new Set([JSON.stringify([["shut", "spoil"], []])]),
    );
  });

  test("is decided by the server when the transition is made, and its refusal names no field and no value", async () => {
    const [right, wrong] = [await newDeal(VALUE), await newDeal(`${HIDDEN}other`)];
    const shut = (id: string) => clerk.call("POST", `/api/v1/deal/${id}/transition`, { transition: "shut" });
    const refused = await shut(wrong);
    expect([refused.status, refused.body["code"]]).toEqual([409, "WORKFLOW_CONDITION_NOT_MET"]);
    expect(traces(JSON.stringify(refused.body))).toEqual([]);
    expect((await shut(right)).status).toBe(200);
  });

  test("is no answer to what somebody tries: previews, what a form computes, conversions, refused values", async () => {
    const [id] = deals;
    const tried = await Promise.all([
      clerk.call("POST", "/api/v1/deal/preview", { name: "x" }),
      clerk.call("POST", "/api/v1/deal/compute", { id, values: { name: "x" } }),
      clerk.call("GET", `/api/v1/deal/${id}/conversions`),
      clerk.call("PATCH", `/api/v1/deal/${id}`, { name: "" }),
      clerk.call("POST", `/api/v1/reports/deals_by_secret`, {}),
    ]);
    for (const { body } of tried) expect(traces(JSON.stringify(body))).toEqual([]);
  });
});

/** Every route that reads, of the deals and their reports, and some with what they can be asked. */
function paths(): readonly string[] {
  const values: Readonly<Record<string, readonly string[]>> = {
    doctype: ["deal", "seal", "deal_copy"],
    report: ["deals_by_secret", "deals_by_name"],
    id: deals,
    print: ["deal"],
    file: ["deal.html"],
    organization: ["town"],
  };
  const fill = (path: string): readonly string[] => {
    const name = /:(\w+)/.exec(path)?.[1];
    if (name === undefined) return [path];
    return (values[name] ?? ["x"]).flatMap((value) => fill(path.replace(`:${name}`, value)));
  };
  const routes = http.server.routes.filter(
    ({ method, path }) => method === "GET" && !path.endsWith("/events") && !path.startsWith("/api/docs"),
  );
  const asked = ["search=Deal", "expand=seal&totals=total", "format=csv", "format=csv&purpose=import"];
  return [
    ...routes.flatMap(({ path }) => fill(path)),
    ...asked.map((query) => `/api/v1/deal?${query}`),
    ...asked.map((query) => `/api/v1/deal/export?${query}`),
  ];
}
