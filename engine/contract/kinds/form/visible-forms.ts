import type { Form, Named } from "../../types/index.ts";
import { byDoctype } from "../../visible/by-doctype.ts";
import type { Sight } from "../../visible/sight.ts";

export interface ShownForms {
  /** By doctype id; generated when the metadata declares none. */
  readonly forms: Named<Form>;
}

export function visibleForms(sight: Sight): ShownForms {
  return {
    forms: byDoctype(sight, ({ id, kind }) => {
      const [form] = kind === "child" ? [] : sight.of("form", id);
      return form && visibleForm(form, sight);
    }),
  };
}

/** A form that is generated names fields too, and no file mentions them: so it is looked through itself. */
function visibleForm(form: Form, sight: Sight): Form {
  const { tables } = form;
  const hidden = sight.hiddenFields(form.doctype);
  const isShown = (path: string) => !hidden.has(path.split(".")[0]!);
  const tabs = mapValues(form.tabs, (tab) => ({
    ...tab,
    sections: mapValues(tab.sections, (section) => ({ ...section, fields: section.fields.filter(isShown) })),
  }));
  if (!tables) return { ...form, tabs };
  const seen = Object.entries(tables).filter(([table]) => isShown(table));
  const visible = seen.map(([table, layout]) => {
    const field = sight.artefacts.doctypes.get(form.doctype)?.fields[table];
    const absent = field?.type === "table" ? sight.hiddenFields(field.of) : hidden;
    return [table, { ...layout, columns: layout.columns.filter((column) => !absent.has(column)) }] as const;
  });
  return { ...form, tabs, tables: Object.fromEntries(visible) };
}

function mapValues<T, R>(map: Named<T>, work: (value: T) => R): Named<R> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, work(value)]));
}
