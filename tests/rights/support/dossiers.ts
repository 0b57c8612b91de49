import type { MetadataFiles } from "../../../engine/contract/index.ts";
import { labelledFile, libraryMetadata } from "../../../engine/documents/tests/library-metadata.ts";

/** The rows a grant covers: all of them, the reader's own, and those a path over a link tells. */
export const RULES = {
  all: null,
  own: "holder == user.email",
  north: 'region == "north"',
  led: 'chief.region == "north"',
} as const;

export type Rule = keyof typeof RULES;

export const LEVELS = [0, 3, 6] as const;

/** A role for each kind of rows and each level. */
export const roleOf = (rule: Rule, level: number): string => `${rule}_${level}`;

const roles = Object.entries(RULES).flatMap(([rule, where]) =>
  LEVELS.map((level) => {
    const dossier = { actions: "all", read_level: level, write_level: level, ...(where === null ? {} : { where }) };
    const note = { actions: "all" };
    return labelledFile("role", roleOf(rule as Rule, level), { permissions: { dossier, note }, reports: ["*"] });
  }),
);

const dossier = {
  kind: "document",
  title: "name",
  search: ["name"],
  fields: {
    name: { type: "text", required: true },
    holder: { type: "text" },
    region: { type: "choice", options: ["north", "south"] },
    chief: { type: "link", to: "dossier" },
    pay: { type: "money", level: 3 },
    verdict: { type: "text", level: 6 },
    mentor: { type: "link", to: "dossier", level: 3 },
    double: { type: "computed", result: "money", expression: "pay * 2", level: 3 },
    proof: { type: "file", level: 6 },
    entries: { type: "table", of: "dossier_entry" },
    papers: { type: "table", of: "dossier_entry", level: 6 },
    step: { type: "choice", options: ["open", "closed"] },
  },
};

const entry = { kind: "child", fields: { subject: { type: "text" }, grade: { type: "integer", level: 3 } } };

/** Refers to a dossier, whose fields are read over the link. */
const note = {
  kind: "document",
  title: "text",
  fields: { text: { type: "text" }, about: { type: "link", to: "dossier" } },
};

const measure = (aggregate: string, value?: string) => ({
  label: { fr: aggregate, en: aggregate },
  aggregate,
  type: value === undefined ? "integer" : "decimal",
  ...(value === undefined ? {} : { value }),
});
const dimension = (value: string) => ({ label: { fr: value, en: value }, value });

const payReport = {
  kind: "summary",
  source: { doctype: "dossier" },
  dimensions: { name: dimension("name"), verdict: dimension("verdict"), mentor: dimension("mentor") },
  measures: { pay: measure("sum", "pay") },
};

const papersReport = {
  kind: "summary",
  source: { doctype: "dossier", table: "papers" },
  dimensions: { subject: dimension("subject") },
  measures: { papers: measure("count") },
};

/** Which of the two is offered would tell the pay. */
const transition = (when: string) => ({ label: { fr: "x", en: "x" }, from: ["open"], to: "closed", when });
const workflow = {
  doctype: "dossier",
  field: "step",
  initial: "open",
  states: { open: { label: { fr: "x", en: "x" } }, closed: { label: { fr: "x", en: "x" }, final: true } },
  transitions: { rich: transition("pay > 1000"), poor: transition("pay <= 1000") },
};

const print = { doctype: "dossier", template: "dossier_sheet.hbs", expand: ["mentor"] };
const template = {
  text: "{{name}} {{money pay}} {{double}} {{verdict}} {{mentor}} {{mentor.id}} {{mentor.name}} {{proof}} {{#each entries}}:{{grade}} {{/each}}{{#each papers}}{{subject}} {{/each}}",
};

/** The library with dossiers, some fields of which have levels, and roles that read them over different rows. */
export function dossierMetadata(): MetadataFiles {
  const { files, findings } = libraryMetadata();
  const added = [
    labelledFile("doctype", "dossier", dossier),
    labelledFile("doctype", "dossier_entry", entry),
    labelledFile("doctype", "note", note),
    labelledFile("report", "pay_of_dossiers", payReport),
    labelledFile("report", "papers_of_dossiers", papersReport),
    labelledFile("workflow", "dossier", workflow),
    labelledFile("print", "dossier_sheet", print),
    { ...labelledFile("template", "dossier_sheet", {}), json: template },
    ...roles,
  ];
  return { files: [...files, ...added], findings };
}
