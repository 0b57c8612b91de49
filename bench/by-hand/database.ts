import { Pool } from "pg";

/** The organization's own schema, made and filled by the product: the same tables, indexes, foreign keys and triggers. */
export const pool = new Pool({
  connectionString: process.env["BY_HAND_URL"],
  max: 10,
  pipeline: true,
  options: `-c search_path=${process.env["BY_HAND_SCHEMA"]},extensions,public`,
});

export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** First value of the first row of a prepared statement; undefined without a row. */
export async function value(statement: Statement, values: readonly unknown[]): Promise<string | undefined> {
  const result = await pool.query<string[]>({ ...statement, values: [...values], rowMode: "array" });
  return result.rows[0]?.[0];
}

export async function parsed<T>(statement: Statement, values: readonly unknown[]): Promise<T | undefined> {
  const json = await value(statement, values);
  return json === undefined ? undefined : (JSON.parse(json) as T);
}
