import { describe, expect, test } from "@jest/globals";
import { compileGetQuery, compileListQuery, type ListQuery } from "../index.ts";
import { clubRegistry } from "./club-registry.ts";
import { memberOfStaff, readAccess } from "./read-access.ts";

const registry = clubRegistry();
const FIRST = { limit: 2, fields: ["id"], sort: ["id"] };
const ID = "018f0000-0000-7000-8000-000000000001";
const listTowns = (query: Partial<ListQuery>) =>
  compileListQuery(registry, "town", { limit: 2, fields: ["name"], ...query }, memberOfStaff(registry, "town"));

describe("text of compiled queries", () => {
  test("a document is one row of JSON found by its id", () => {
    const { text, values } = compileGetQuery(
      registry,
      "town",
      { id: ID, fields: ["name", "population"] },
      memberOfStaff(registry, "town"),
    );
    expect(text).toBe(
      'select row_to_json(_item)::text from (select _t1."id" as "id", _t1."name" as "name", _t1."population" as "population" ' +
        'from "town" _t1 where _t1."id" = $1::uuid) _item',
    );
    expect(values).toEqual([ID]);
  });

  test("a list reads one row more than its page to know whether another follows", () => {
    const { text, values } = listTowns({ sort: ["name"] });
    expect(text).toBe(
      `select '{"items":[' || coalesce(string_agg(row_to_json(_item)::text, ',') filter (where _t1."$n" <= 2), '') || ` +
        `'],"next_cursor":' || case when count(*) > 2 then to_json(max(translate(encode(convert_to(json_build_array(` +
        `$1::text, _t1."$0"::text, _t1."$1"::text)::text, 'UTF8'), 'base64'), E'+/=\\n', '-_')) ` +
        `filter (where _t1."$n" = 2))::text else 'null' end || '}' ` +
        `from (select *, row_number() over () as "$n" from (select _t2."id", _t2."name", _t2."name" as "$0", _t2."id" as "$1" ` +
        `from "town" _t2 order by _t2."name", _t2."id" limit 3) _page) _t1, ` +
        `lateral (select _t1."id" as "id", _t1."name" as "name") _item`,
    );
    expect(values).toEqual(["town name"]);
  });

  test("a filter compares columns with typed parameters", () => {
    const filter = {
      or: [{ field: "population", op: "gte", value: 10 }, { not: { field: "name", op: "starts_with", value: "50%" } }],
    } as const;
    const { text, values } = listTowns({ filter, sort: ["id"] });
    expect(text).toContain(
      'where (_t2."population" >= $2::bigint or (_t2."name" ilike $3::text) is not true) order by',
    );
    expect(values.slice(1)).toEqual(["10", "50\\%%"]);
  });

  test("a path over links is one left join however often it is used", () => {
    const { text } = compileListQuery(
      registry,
      "booking",
      {
        ...FIRST,
        filter: {
          and: [
            { field: "member.town.name", op: "eq", value: "Metz" },
            { field: "member.town.population", op: "gt", value: 1 },
            { field: "member.grade", op: "eq", value: "a" },
          ],
        },
      },
      memberOfStaff(registry, "booking"),
    );
    expect(text).toContain(
      'from "booking" _t2 left join "member" _t3 on _t3."id" = _t2."member" left join "town" _t4 on _t4."id" = _t3."town" where',
    );
  });

  test("the row rule of a linked doctype is decided inside its join", () => {
    const access = readAccess(registry, "booking", { booking: {}, member: { where: "town.name == 'Metz'" } });
    const filter = { field: "member.name", op: "eq", value: "Ann" } as const;
    const { text } = compileListQuery(registry, "booking", { ...FIRST, filter }, access);
    expect(text).toContain(
      'from "booking" _t2 left join ("member" _t3 left join "town" _t4 on _t4."id" = _t3."town") ' +
        'on _t3."id" = _t2."member" and ((_t4."name" = $2::text))',
    );
  });

  test("a cursor over columns without nulls in one direction is a row comparison", () => {
    const cursor = Buffer.from(JSON.stringify(["town -name", "Metz", ID])).toString("base64url");
    const { text, values } = listTowns({ sort: ["-name"], cursor });
    expect(text).toContain(
      'where (_t2."name", _t2."id") < ($2::text, $3::uuid) order by _t2."name" desc, _t2."id" desc limit 3',
    );
    expect(values.slice(1)).toEqual(["Metz", ID]);
  });
});

describe("statements are compiled once", () => {
  test("queries that differ in values only share text and name", () => {
    const first = listTowns({ filter: { field: "name", op: "in", value: ["a"] } });
    const second = listTowns({ filter: { field: "name", op: "in", value: ["b", "c"] } });
    expect(second.text).toBe(first.text);
    expect(second.name).toBe(first.name);
    expect(second.name).toBeDefined();
    expect(second.values).not.toEqual(first.values);
  });

  test("a search for a pattern has no name, so that Postgres plans it for the pattern", () => {
    const searched = [1, 2, 3, 4, 5, 6].map(() => listTowns({ search: "metz" }).name);
    expect(searched).toEqual([undefined, undefined, undefined, undefined, undefined, undefined]);
    expect(listTowns({ filter: { field: "name", op: "starts_with", value: "M" } }).name).toBeUndefined();
  });

  test("a list with an expression of the caller's own gets a name when it comes again and again", () => {
    const names = [1, 2, 3, 4].map(() => listTowns({ where: ["population > 3"] }).name);
    expect(names).toEqual([undefined, undefined, expect.any(String), names[2]]);
  });

  test("readers with different rules never share a statement", () => {
    const query = { limit: 10 } as const;
    const all = compileListQuery(registry, "member", query, memberOfStaff(registry, "member"));
    const some = compileListQuery(
      registry,
      "member",
      query,
      readAccess(registry, "member", { member: { where: "is_active" } }),
    );
    expect(some.text).not.toBe(all.text);
    expect(some.text).toContain('where (_t2."is_active") order by');
  });
});
