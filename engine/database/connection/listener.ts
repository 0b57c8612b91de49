import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { quoteIdent } from "../sql.ts";
import type { Subscription } from "../types.ts";
import { mapDatabaseError } from "./map-database-error.ts";

interface Listening {
  readonly channel: string;
  readonly receive: (payload: string) => void;
  readonly afterGap: () => void;
}

const RECONNECT_PAUSE_MS = 250;

/** One connection of its own that waits for NOTIFY; opened with the first subscription, opened again whenever it breaks. */
export class Listener {
  readonly #url: string;
  readonly #listening = new Set<Listening>();
  #opening: Promise<pg.Client> | null = null;
  #client: pg.Client | null = null;
  #isClosed = false;

  constructor(url: string) {
    this.#url = url;
  }

  async listen(channel: string, receive: Listening["receive"], afterGap: Listening["afterGap"]): Promise<Subscription> {
    const listening: Listening = { channel, receive, afterGap };
    this.#listening.add(listening);
    try {
      const client = await this.#open();
      await client.query(`listen ${quoteIdent(channel)}`);
    } catch (error) {
      this.#listening.delete(listening);
      throw mapDatabaseError(error);
    }
    return { stop: () => this.#stop(listening) };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#listening.clear();
    await this.#opening?.catch(() => undefined);
    await this.#client?.end();
  }

  async #stop(listening: Listening): Promise<void> {
    this.#listening.delete(listening);
    const isStillUsed = [...this.#listening].some(({ channel }) => channel === listening.channel);
    if (isStillUsed || this.#isClosed) return;
    await this.#client?.query(`unlisten ${quoteIdent(listening.channel)}`).catch(() => undefined);
  }

  async #open(): Promise<pg.Client> {
    if (this.#client) return this.#client;
    this.#opening ??= this.#connect().finally(() => {
      this.#opening = null;
    });
    return await this.#opening;
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.#url, keepAlive: true, application_name: "perfex listener" });
    client.on("notification", ({ channel, payload }) => {
      for (const listening of this.#listening) if (listening.channel === channel) listening.receive(payload ?? "");
    });
    // The end of the connection is what counts, and follows every error.
    client.on("error", () => undefined);
    await client.connect();
    client.once("end", () => {
      this.#client = null;
      void this.#recover();
    });
    this.#client = client;
    return client;
  }

  /** Tries until it succeeds, then tells every subscriber that it may have missed something. */
  async #recover(): Promise<void> {
    while (!this.#isClosed) {
      try {
        const client = await this.#open();
        const channels = new Set([...this.#listening].map(({ channel }) => channel));
        for (const channel of channels) await client.query(`listen ${quoteIdent(channel)}`);
        for (const { afterGap } of this.#listening) afterGap();
        return;
      } catch {
        await sleep(RECONNECT_PAUSE_MS);
      }
    }
  }
}
