import { quoteIdent } from "../../sql.ts";
import type { Column, Table } from "../types.ts";
import { columnClause, type Ddl } from "./ddl.ts";
import type { PhasedStep, StepDraft } from "./draft.ts";
import { inRenamingOrder, type Rename } from "./find-renames.ts";
import type { LiveColumn, LiveTable } from "./live-table.ts";
import type { LiveValues } from "./live-values.ts";
import { convertOptions, type FormerOptions, holdsFormerOption } from "./option-change.ts";
import { fillTemplate, typeChange } from "./type-change.ts";

/** Columns: renamed, added, changed and dropped. */
export function columnSteps(ddl: Ddl, wanted: Table, live: LiveTable, values: LiveValues): PhasedStep[] {
  const change = new ColumnChange(ddl, wanted.name, values);
  const liveByName = new Map(live.columns.map((column) => [column.name, column]));
  const wantedNames = new Set(wanted.columns.map(({ name }) => name));
  return [
    ...inRenamingOrder(renamesOf(live)).map((rename) => change.rename(rename)),
    ...wanted.columns.flatMap((column) => {
      const found = liveByName.get(column.name);
      return found ? change.alter(found, column) : change.add(column);
    }),
    ...live.columns.filter(({ name }) => !wantedNames.has(name)).map((column) => change.drop(column)),
  ];
}

const renamesOf = ({ columns }: LiveTable): Rename[] =>
  columns.flatMap(({ name, liveName }) => (name === liveName ? [] : [{ from: liveName, to: name }]));

class ColumnChange {
  readonly #ddl: Ddl;
  readonly #table: string;
  readonly #values: LiveValues;

  constructor(ddl: Ddl, table: string, values: LiveValues) {
    this.#ddl = ddl;
    this.#table = table;
    this.#values = values;
  }

  rename({ from, to }: Rename): PhasedStep {
    const forward = this.#alter(`rename column ${quoteIdent(from)} to ${quoteIdent(to)}`);
    const inverse = this.#alter(`rename column ${quoteIdent(to)} to ${quoteIdent(from)}`);
    return { phase: "rename_column", step: { ...this.#step("rename_column", to, forward, inverse), former: from } };
  }

  /** Required at once when rows need no filling, else after they were filled. */
  add(column: Column): PhasedStep[] {
    const isFilledLater = column.isRequired && column.backfill !== undefined && column.default === null;
    const clause = columnClause(isFilledLater ? { ...column, isRequired: false } : column);
    const inverse = this.#alter(`drop column ${quoteIdent(column.name)}`);
    const step = this.#step("add_column", column.name, this.#alter(`add column ${clause}`), inverse);
    const isMissing = column.isRequired && column.default === null && !isFilledLater;
    const probes = isMissing ? [this.#values.missingValues(null, column.name)] : [];
    return [
      { phase: "add_column", step: { ...step, probes } },
      ...(isFilledLater ? [this.#fill(column, null), this.#require(column, [])] : []),
    ];
  }

  alter(live: LiveColumn, wanted: Column): PhasedStep[] {
    return [
      ...(live.default !== null && live.default !== wanted.default ? [this.#setDefault(live, null)] : []),
      ...(live.type === wanted.type ? [] : [this.#changeType(live, wanted)]),
      ...(live.formerOptions ? [this.#renameOptions(live, wanted.type, live.formerOptions)] : []),
      ...(wanted.default !== null && live.default !== wanted.default ? [this.#setDefault(live, wanted.default)] : []),
      ...this.#changeNeed(live, wanted),
    ];
  }

  drop(column: LiveColumn): PhasedStep {
    const forward = this.#alter(`drop column ${quoteIdent(column.name)}`);
    const inverse = this.#alter(`add column ${columnClause({ ...column, isRequired: false })}`);
    const step = this.#step("drop_column", column.name, forward, inverse);
    return { phase: "drop_column", step: { ...step, count: this.#values.countValues(column), destroys: "values" } };
  }

  #changeType(live: LiveColumn, wanted: Column): PhasedStep {
    const { using, fits, isWrittenBack } = typeChange(live.type, wanted.type);
    const back = typeChange(wanted.type, live.type);
    const step = this.#step(
      "change_type",
      wanted.name,
      this.#alterType(wanted.name, wanted.type, using),
      this.#alterType(wanted.name, live.type, back.using),
    );
    const probes = fits === null ? [] : [this.#values.unfitValues(live, fits)];
    const lost = isWrittenBack && {
      destroys: "values" as const,
      countLost: this.#values.countAltered(live, fits, isWrittenBack),
    };
    return { phase: "change_column", step: { ...step, probes, count: this.#values.countRows(), ...lost } };
  }

  /** Which rows held an option before another took its place is not known afterwards. */
  #renameOptions(live: LiveColumn, type: string, former: FormerOptions): PhasedStep {
    const column = quoteIdent(live.name);
    const value = convertOptions(column, type, former);
    const held = holdsFormerOption(column, type, former);
    const forward = `update ${this.#ddl.place(this.#table)} set ${column} = ${value} where ${held}`;
    const step = this.#step("rename_options", live.name, forward, null);
    return { phase: "change_column", step: { ...step, options: former, count: this.#values.countFormer(live) } };
  }

  #alterType(column: string, type: string, using: string): string {
    const name = quoteIdent(column);
    return this.#alter(`alter column ${name} type ${type} using ${fillTemplate(using, name)}`);
  }

  #setDefault(live: LiveColumn, value: string | null): PhasedStep {
    const clause = (text: string | null) => (text === null ? "drop default" : `set default ${text}`);
    const set = (text: string | null) => this.#alter(`alter column ${quoteIdent(live.name)} ${clause(text)}`);
    return { phase: "change_column", step: this.#step("set_default", live.name, set(value), set(live.default)) };
  }

  #changeNeed(live: LiveColumn, wanted: Column): PhasedStep[] {
    if (live.isRequired === wanted.isRequired) return [];
    if (wanted.isRequired && wanted.backfill !== undefined)
      return [this.#fill(wanted, live), this.#require(wanted, [])];
    if (wanted.isRequired) return [this.#require(wanted, [this.#values.missingValues(live, wanted.name)])];
    const [forward, inverse] = [this.#need(wanted.name, "drop"), this.#need(wanted.name, "set")];
    return [{ phase: "change_column", step: this.#step("unrequire", wanted.name, forward, inverse) }];
  }

  #fill({ name, backfill, backfillReads }: Column, live: LiveColumn | null): PhasedStep {
    const column = quoteIdent(name);
    const probes = backfillReads && backfill ? this.#values.unfilled(live, name, backfill, backfillReads) : [];
    const forward = `update ${this.#ddl.place(this.#table)} set ${column} = ${backfill} where ${column} is null`;
    const step = this.#step("fill_column", name, forward, null);
    return { phase: "change_column", step: { ...step, probes, count: this.#values.countRows() } };
  }

  #require({ name }: Column, probes: StepDraft["probes"]): PhasedStep {
    const step = this.#step("require", name, this.#need(name, "set"), this.#need(name, "drop"));
    return { phase: "require_column", step: { ...step, probes, count: this.#values.countRows() } };
  }

  #need(column: string, verb: "set" | "drop"): string {
    return this.#alter(`alter column ${quoteIdent(column)} ${verb} not null`);
  }

  #alter(action: string): string {
    return this.#ddl.alter(this.#table, action);
  }

  #step(kind: StepDraft["kind"], subject: string, forward: string, inverse: string | null): StepDraft {
    return { kind, table: this.#table, subject, forward, inverse };
  }
}
