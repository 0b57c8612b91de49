import { type Connection, sql, type Transaction } from "../../database/index.ts";
import { type Language, newId } from "../../kernel/index.ts";
import { emailKey } from "./email.ts";

export interface NewPerson {
  readonly email: string;
  readonly name: string;
  readonly password_hash: string;
  readonly language: Language;
}

export interface StoredPerson {
  readonly id: string;
  readonly email: string;
  readonly password_hash: string;
  readonly is_active: boolean;
}

/** By address, however it is spelled. */
export async function findPerson(connection: Connection, email: string): Promise<StoredPerson | undefined> {
  const [person] = await connection.query<StoredPerson>(
    sql`select id, email, password_hash, is_active from platform.users where email_key = ${emailKey(email)}`,
  );
  return person;
}

export async function isAnybodyThere(connection: Connection): Promise<boolean> {
  return (await connection.query(sql`select from platform.users limit 1`)).length > 0;
}

/** Returns the person's id: that of the account the address has already, which stays as it is, or of the new one. */
export async function insertPerson(tx: Transaction, person: NewPerson): Promise<string> {
  const id = newId();
  const [row] = await tx.query<{ id: string }>(sql`
    insert into platform.users as u (id, email, email_key, name, password_hash, language)
    values (${id}, ${person.email}, ${emailKey(person.email)}, ${person.name}, ${person.password_hash}, ${person.language})
    on conflict (email_key) do update set email_key = u.email_key returning id`);
  return row?.id ?? id;
}

export async function loadPasswordHash(connection: Connection, id: string): Promise<string | null> {
  const [row] = await connection.query<{ password_hash: string }>(
    sql`select password_hash from platform.users where id = ${id}`,
  );
  return row?.password_hash ?? null;
}

/** What is null stays as it is. */
export interface PersonChanges {
  readonly name?: string | null;
  readonly language?: string | null;
  readonly theme?: string | null;
  readonly password_hash?: string | null;
}

export async function updatePerson(tx: Transaction, id: string, changes: PersonChanges): Promise<void> {
  const { name = null, language = null, theme = null, password_hash = null } = changes;
  await tx.query(sql`
    update platform.users set name = coalesce(${name}, name), language = coalesce(${language}, language),
      theme = coalesce(${theme}, theme), password_hash = coalesce(${password_hash}, password_hash) where id = ${id}`);
}
