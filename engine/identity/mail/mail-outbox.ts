import { sql, type Transaction } from "../../database/index.ts";
import { ACCOUNT_SCREENS, interpolateText, type Language, localize, newId } from "../../kernel/index.ts";
import { MAIL_TEXTS, type MailKind } from "./mail-texts.ts";

export const MAIL_DELIVERY = "mail";

export interface MailToSend {
  readonly to: string;
  readonly kind: MailKind;
  readonly language: Language;
  readonly params?: Readonly<Record<string, string>>;
  /** Goes along with the link. */
  readonly token?: string;
}

/** Takes work over inside a transaction and repeats it until it is done. */
export interface MailQueue {
  hand(tx: Transaction, delivery: string, key: string, payload: { readonly id: string }): Promise<void>;
}

/** A mail leaves only if the transaction that caused it commits. */
export interface MailOutbox {
  send(tx: Transaction, mail: MailToSend): Promise<void>;
}

/** `publicUrl`: where the screens are. */
export function createMailOutbox(queue: MailQueue, publicUrl: string): MailOutbox {
  const home = publicUrl.replace(/\/+$/, "");
  return {
    async send(tx, { to, kind, language, params: given = {}, token }) {
      const id = newId();
      const texts = MAIL_TEXTS[kind];
      const link = `${home}${ACCOUNT_SCREENS[texts.opens]}${token === undefined ? "" : `?token=${token}`}`;
      const params = { ...given, link };
      const subject = localize(interpolateText(texts.subject, params), language);
      const body = localize(interpolateText(texts.body, params), language);
      await tx.query(
        sql`insert into platform.mails (id, recipient, kind, subject, body) values (${id}, ${to}, ${kind}, ${subject}, ${body})`,
      );
      await queue.hand(tx, MAIL_DELIVERY, id, { id });
    },
  };
}
