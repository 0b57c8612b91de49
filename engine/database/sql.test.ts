import { describe, expect, test } from "@jest/globals";
import { fragment, ident, joinSql, prepared, quoteIdent, quoteLiteral, rawSql, sql, statementName } from "./sql.ts";

describe("sql", () => {
  test("values become numbered parameters, never text", () => {
    const statement = sql`select * from book where title = ${"'; drop table book"} and pages > ${3}`;
    expect(statement.text).toBe("select * from book where title = $1 and pages > $2");
    expect(statement.values).toEqual(["'; drop table book", 3]);
  });

  test("a nested statement is put in place and its parameters renumbered", () => {
    const filter = sql`pages > ${3} and shelf = ${"A"}`;
    const statement = sql`select ${1} where ${filter} limit ${10}`;
    expect(statement.text).toBe("select $1 where pages > $2 and shelf = $3 limit $4");
    expect(statement.values).toEqual([1, 3, "A", 10]);
  });

  test("identifiers are quoted and quotes inside them doubled", () => {
    expect(sql`select ${ident("org_a", 'we"ird')}`.text).toBe('select "org_a"."we""ird"');
    expect(() => quoteIdent("")).toThrow("ASSERTION_FAILED");
  });

  test("joined pieces keep their parameters in order", () => {
    const statement = sql`in (${joinSql([sql`${1}`, sql`${2}`, rawSql("now()")])})`;
    expect(statement.text).toBe("in ($1, $2, now())");
    expect(joinSql([]).text).toBe("");
    expect(joinSql([]).values).toEqual([]);
  });

  test("an object that looks like a statement stays a value", () => {
    const statement = sql`select ${{ text: "drop table book", values: [] }}`;
    expect(statement.text).toBe("select $1");
  });

  test("the same text is always prepared under the same name", () => {
    expect(prepared(sql`select ${1}`).name).toBe(prepared(sql`select ${2}`).name);
    expect(prepared(sql`select ${1}`).name).not.toBe(prepared(sql`select ${1}::int`).name);
  });

  test("statements of different texts are never taken for one another, however they are put together", () => {
    const [a, b] = [ident("a"), ident("b")];
    const select = (what: unknown) => sql`select ${what}`;
    const pair = (left: unknown, right: unknown) => sql`${left}${right}`;
    const statements = [
      ...[1, rawSql("1"), ident("1"), a, b, sql`${a}`, sql`${1}`].map(select),
      ...[joinSql([]), joinSql([a, b]), joinSql([b, a]), joinSql([a, b], " and ")].map(select),
      ...[joinSql([a, sql`${1}`, b]), joinSql([a, b, sql`${1}`]), pair(a, b), pair(b, a), pair(pair(a, 1), 2)].map(
        select,
      ),
      ...[pair(a, pair(1, 2)), pair(1, a), pair(a, 1), fragment("$2, $1")([1, 2]), fragment("$1, $2")([1, 2])].map(
        select,
      ),
    ];
    for (const statement of [...statements, ...statements]) {
      const { text, values } = statement;
      expect(prepared(statement)).toEqual({ text, values, name: statementName(text) });
    }
  });

  test("a text with numbered values goes inside another, each value wherever it is named", () => {
    const inside = fragment("a = $2 and b = $1 and c = $2")(["x", "y"]);
    const { text, values } = sql`select ${0} where ${inside}`;
    expect({ text, values }).toEqual({
      text: "select $1 where a = $2 and b = $3 and c = $4",
      values: [0, "y", "x", "y"],
    });
  });

  test("a literal keeps quotes and backslashes inside itself", () => {
    expect(quoteLiteral("it's")).toBe("'it''s'");
    expect(quoteLiteral("a\\'b")).toBe(" E'a\\\\''b'");
  });
});
