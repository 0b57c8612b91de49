import { type Database, sql } from "../../database/index.ts";
import { MAIL_DELIVERY } from "./mail-outbox.ts";

export interface Mail {
  readonly id: string;
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
}

/** Hands one mail to a mail server. `id` lets the server recognize a repetition. */
export interface MailTransport {
  send(mail: Mail): Promise<void>;
  /** Without a mail server mails are only shown in the log and kept in `platform.mails`, marked as not sent. */
  readonly reallySends: boolean;
}

/** The other end of the queue mails are handed to; a repetition of `id` sends nothing twice. */
export interface MailDelivery {
  readonly name: string;
  deliver(payload: unknown, id: string): Promise<void>;
}

export function createMailDelivery(db: Database, transport: MailTransport): MailDelivery {
  return {
    name: MAIL_DELIVERY,
    async deliver(_payload, id) {
      const [mail] = await db.read(null, (connection) =>
        connection.query<Mail>(
          sql`select id, recipient, subject, body from platform.mails where id = ${id} and sent_at is null`,
        ),
      );
      if (!mail) return;
      await transport.send(mail);
      if (!transport.reallySends) return;
      await db.read(null, (connection) =>
        connection.query(sql`update platform.mails set sent_at = now() where id = ${id}`),
      );
    },
  };
}
