import { randomUUID } from "node:crypto";
import type { Client, Reply } from "./http-client.ts";

/** One invoice on its way: every step is repeated with its own key until it is acknowledged. */
export interface Order {
  readonly key: string;
  /** Created and submitted by one request, or by two. */
  readonly isOneStep: boolean;
  /** Known once the creation was acknowledged. */
  id?: string;
  /** Known once the submit was acknowledged. */
  number?: string;
  /** Answers lost on the way. */
  repeats: number;
}

/** Keeps several requests under way at any time, and what was acknowledged and what was not. */
export class BusyClient {
  readonly orders: Order[] = [];
  /** Answers no client should ever get, e.g. an internal error. */
  readonly unexpected: string[] = [];
  readonly #client: Client;
  readonly #valuesOf: (key: string) => object;
  readonly #lanes: (Order | null)[];
  #waiting: (() => void)[] = [];

  constructor(client: Client, lanes: number, valuesOf: (key: string) => object) {
    this.#client = client;
    this.#valuesOf = valuesOf;
    this.#lanes = Array(lanes).fill(null);
  }

  get acknowledged(): readonly Order[] {
    return this.orders.filter(({ number }) => number !== undefined);
  }

  /** Works until the signal; what was under way when an answer failed is taken up by the next run. */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all(
      this.#lanes.map(async (_, lane) => {
        while (!signal.aborted) {
          if (!(await this.#step(lane))) return;
        }
      }),
    );
  }

  /** Resolves with the next answer, so that nothing is killed before it has done anything since its last start. */
  nextAnswer(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Brings what is under way to its end. */
  async finish(): Promise<void> {
    for (const lane of this.#lanes.keys()) {
      while (this.#lanes[lane] !== null) {
        if (!(await this.#step(lane))) throw new Error("the server does not answer");
      }
    }
  }

  /** One request. False when no answer came, or one that says "try again". */
  async #step(lane: number): Promise<boolean> {
    const order = this.#lanes[lane] ?? this.#newOrder();
    this.#lanes[lane] = order;
    const reply = await this.#send(order).catch(() => null);
    if (reply === null || reply.status === 503) {
      order.repeats += 1;
      return false;
    }
    if (reply.status >= 300) {
      this.unexpected.push(`${reply.status} ${reply.text}`);
      return false;
    }
    for (const resolve of this.#waiting.splice(0)) resolve();
    order.id = String(reply.body["id"]);
    if (typeof reply.body["number"] === "string") {
      order.number = reply.body["number"];
      this.#lanes[lane] = null;
    }
    return true;
  }

  #send({ key, isOneStep, id }: Order): Promise<Reply> {
    const headers = { "idempotency-key": id === undefined ? key : `${key}-submit` };
    if (id !== undefined) return this.#client.post(`/api/v1/sales_invoice/${id}/submit`, {}, headers);
    return this.#client.post(`/api/v1/sales_invoice${isOneStep ? "?submit=true" : ""}`, this.#valuesOf(key), headers);
  }

  #newOrder(): Order {
    const order: Order = { key: randomUUID(), isOneStep: this.orders.length % 2 === 0, repeats: 0 };
    this.orders.push(order);
    return order;
  }
}
