import { type MetadataFile, parseFileKey } from "../../../contract/index.ts";
import { type Registry, resolveRegistry } from "../../../registry/index.ts";

const label = (en: string) => ({ fr: en, en });
const field = (type: string, more: object = {}) => ({ type, label: label(type), ...more });

/** An invented sports club: towns and members, bookings with lines, and a ledger of points. */
const FILES: Readonly<Record<string, object>> = {
  "club/module": { id: "club", label: label("Club"), menu: {} },
  "club/doctypes/town": {
    id: "town",
    label: label("Town"),
    kind: "document",
    title: "name",
    fields: {
      name: field("text", { required: true }),
      population: field("integer"),
      mayor: field("link", { to: "member" }),
    },
    search: ["name"],
  },
  "club/doctypes/member": {
    id: "member",
    label: label("Member"),
    kind: "document",
    title: "name",
    fields: {
      name: field("text", { required: true }),
      email: field("email"),
      town: field("link", { to: "town" }),
      grade: field("choice", { options: { a: { label: label("A") }, b: { label: label("B") } } }),
      tags: field("tags"),
      fee: field("money"),
      share: field("decimal", { precision: 38, scale: 18 }),
      rank: field("integer"),
      is_active: field("boolean"),
      born_on: field("date"),
      seen_at: field("datetime"),
      wakes_at: field("time"),
      profile: field("json"),
      pin: field("secret"),
      salary: field("money", { level: 3 }),
      double_fee: field("computed", { result: "money", expression: "fee * 2" }),
      town_name: field("computed", { result: "text", expression: "town.name" }),
      points: field("computed", { result: "decimal", balance: { ledger: "points", measure: "won", of: "member" } }),
    },
    search: ["name", "email"],
  },
  "club/doctypes/booking": {
    id: "booking",
    label: label("Booking"),
    kind: "document",
    lifecycle: "submittable",
    number: { series: "B-{0000}", on: "submit" },
    title: "number + ' ' + member.name",
    fields: {
      member: field("link", { to: "member", required: true }),
      day: field("date", { required: true }),
      about: field("dynamic_link", { to: ["member", "town"] }),
      net: field("money"),
      lines: field("table", { of: "booking_line" }),
    },
  },
  "club/doctypes/booking_line": {
    id: "booking_line",
    label: label("Booking line"),
    kind: "child",
    fields: {
      court: field("text", { required: true }),
      hours: field("quantity"),
      guest: field("link", { to: "member" }),
      bonus: field("money", { level: 3 }),
    },
  },
  "club/ledgers/points": {
    id: "points",
    label: label("Points"),
    dimensions: {
      member: field("link", { to: "member", required: true }),
      town: field("link", { to: "town" }),
      remark: field("text"),
    },
    measures: { won: field("decimal"), lost: field("decimal") },
    rollup: { by: ["member", "town"] },
  },
};

/** The registry of the club; `more` adds files or replaces them. */
export function clubRegistry(more: Readonly<Record<string, object>> = {}): Registry {
  const files = Object.entries({ ...FILES, ...more }).map(([key, json]): MetadataFile => {
    return { ...parseFileKey(key)!, path: `${key}.json`, json };
  });
  return resolveRegistry({ files, findings: [] });
}
