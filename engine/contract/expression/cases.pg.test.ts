import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { createTestDatabase, type TestDatabase } from "../../../tests/support/database.ts";
import { mustExist } from "../../kernel/index.ts";
import { CASES } from "./cases/all-cases.ts";
import { FIXTURE_SCOPE, fixtureEnvironment } from "./cases/fixture.ts";
import { fixtureQuery, formatAnswer } from "./cases/fixture-sql.ts";
import { checkExpression } from "./check-expression.ts";

const translatable = CASES.filter((each) => !each.isMemoryOnly);

describe("The table of cases in Postgres", () => {
  let database: TestDatabase | undefined;
  beforeAll(async () => {
    database = await createTestDatabase({ poolSize: 1 });
  });
  afterAll(() => database?.drop());

  test.each(translatable.map((each) => [each.source, each] as const))("gives what the table says: %s", async (source, {
    expected,
    values,
  }) => {
    const checked = checkExpression(source, FIXTURE_SCOPE);
    const query = fixtureQuery(checked, fixtureEnvironment(values));
    const { db } = mustExist(database, "database");
    const rows = await db.read(null, (connection) => connection.query<{ value: string | null }>(query));
    expect(formatAnswer(checked.type, mustExist(rows[0], "row").value)).toEqual(expected);
  });
});
