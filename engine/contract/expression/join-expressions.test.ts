import { describe, expect, test } from "@jest/globals";
import { FIXTURE_SCOPE, FIXTURE_SESSION, fixtureEnvironment } from "./cases/fixture.ts";
import { checkExpression } from "./check-expression.ts";
import { compileExpression } from "./compile-expression.ts";
import { compileToSql } from "./compile-to-sql.ts";
import { createSqlTarget } from "./create-sql-target.ts";
import { joinExpressions } from "./join-expressions.ts";
import { LIMITS } from "./limits.ts";
import type { CheckedExpression } from "./types.ts";

const check = (source: string): CheckedExpression => checkExpression(source, FIXTURE_SCOPE, { kind: "boolean" });
const holds = (joined: CheckedExpression, status: string): unknown =>
  compileExpression(joined)(fixtureEnvironment({ status }));

describe("checked conditions are joined as what they mean", () => {
  test.each([
    ["comments", ["status == 'a' // mine", "status == 'b' // theirs"]],
    ["operators that bind less", ["status == 'a' || status == 'b'", "status != 'c'"]],
    ["line breaks", ["status == 'a'\n|| status == 'b'", "status == 'b'\n"]],
  ])("%s of one change nothing about the others", (_title, [first, second]) => {
    const [left, right] = [check(first!), check(second!)];
    for (const status of ["a", "b", "c"]) {
      const [one, other] = [holds(left, status), holds(right, status)];
      expect(holds(joinExpressions("||", [left, right]), status)).toBe(one === true || other === true);
      expect(holds(joinExpressions("&&", [left, right]), status)).toBe(one === true && other === true);
    }
  });

  test("more than one expression may hold, evaluated and in SQL", () => {
    const names = Array.from({ length: 1_500 }, (_, index) => `status ${index}`);
    const joined = joinExpressions(
      "||",
      names.map((name) => check(`status == '${name}'`)),
    );
    expect(joined.source.length).toBeGreaterThan(LIMITS.sourceLength);
    expect([holds(joined, names.at(-1)!), holds(joined, names[0]!), holds(joined, "other")]).toEqual([
      true,
      true,
      false,
    ]);
    const target = createSqlTarget({ column: (path) => path.join("."), ...FIXTURE_SESSION });
    expect(compileToSql(joined, target).text.split(" or ")).toHaveLength(names.length);
  });

  test("reads what its parts read", () => {
    const joined = joinExpressions("&&", [check("status == 'a'"), check("has_role('x')"), check("today() == today()")]);
    expect(joined).toMatchObject({ paths: [["status"]], usesRoles: true, usesToday: true, usesNow: false });
    expect(joinExpressions("||", [joined])).toBe(joined);
  });
});
