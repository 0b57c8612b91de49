import type { Form, Named } from "../../types/index.ts";
import { byDoctype } from "../../visible/by-doctype.ts";
import type { Sight } from "../../visible/sight.ts";
import { hiddenFields } from "../doctype/shown-doctypes.ts";

export interface ShownForms {
  /** By doctype id; generated when the metadata declares none. */
  readonly forms: Named<Form>;
}

export function visibleForms(sight: Sight): ShownForms {
  return {
    forms: byDoctype(sight, ({ id, kind }) => {
      const [form] = kind === "child" ? [] : sight.of("form", id);
      return form && visibleForm(form, hiddenFields(sight, id));
    }),
  };
}

function visibleForm(form: Form, hidden: ReadonlySet<string>): Form {
  if (hidden.size === 0) return form;
  const tabs = mapValues(form.tabs, (tab) => ({
    ...tab,
    sections: mapValues(tab.sections, (section) => ({
      ...section,
      fields: section.fields.filter((field) => !hidden.has(field)),
    })),
  }));
  return { ...form, tabs };
}

function mapValues<T, R>(map: Named<T>, work: (value: T) => R): Named<R> {
  return Object.fromEntries(Object.entries(map).map(([key, value]) => [key, work(value)]));
}
