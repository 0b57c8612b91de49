import { Tabs } from "@mantine/core";
import type { ObjectFieldTemplateProps } from "@rjsf/utils";
import { type ReactElement, useMemo } from "react";
import { useSearchParams } from "react-router";
import type { Form } from "../../../../engine/contract/types/index.ts";
import type { MetaDoctype } from "../../../../engine/http/api-types.ts";
import { useLocalize } from "../../i18n/language.ts";
import { useFormState, useOpenForm } from "../form-context.ts";
import { LinesField } from "../lines/lines-field.tsx";
import classes from "./form-layout.module.css";
import { FormSection } from "./form-section.tsx";
import { layoutFields } from "./header-schema.ts";

export type FormTab = Form["tabs"][string];

export const byOrder = (
  [, a]: readonly [string, { readonly order?: number }],
  [, b]: readonly [string, { readonly order?: number }],
) => (a.order ?? 100) - (b.order ?? 100);

export function tabFields(tab: FormTab): readonly string[] {
  return Object.values(tab.sections).flatMap((section) => section.fields);
}

/** Tables the layout names: RJSF leaves them to the grid. */
function linesOf(layout: Form, fields: MetaDoctype["fields"]): (readonly [string, ReactElement])[] {
  return layoutFields(layout).flatMap((name) => {
    const field = fields[name];
    return field?.type === "table" ? [[name, <LinesField key={name} name={name} field={field} />] as const] : [];
  });
}

/** RJSF's object template: the layout's tabs, sections and columns. The open tab is part of the address. */
export function FormLayout({ properties }: ObjectFieldTemplateProps) {
  const { store, layout } = useOpenForm();
  const { conditions, errors } = useFormState();
  const localize = useLocalize();
  const [params, setParams] = useSearchParams();
  const { fields } = store.model.doctype;
  const contents = useMemo(() => {
    const header = properties.map(({ name, content }) => [name, content] as const);
    return new Map([...header, ...linesOf(layout, fields)]);
  }, [properties, layout, fields]);
  const tabs = Object.entries(layout.tabs)
    .toSorted(byOrder)
    .filter(([, tab]) => tabFields(tab).some((field) => contents.has(field) && !conditions.hidden.has(field)));
  const first = tabs[0]?.[0] ?? "";
  const wanted = params.get("tab") ?? first;
  const active = tabs.some(([id]) => id === wanted) ? wanted : first;
  const open = (id: string | null) =>
    setParams(
      (current) => {
        if (id && id !== first) current.set("tab", id);
        else current.delete("tab");
        return current;
      },
      { replace: true },
    );
  const hasError = (tab: FormTab) => {
    const fields = new Set(tabFields(tab));
    return Object.keys(errors).some((pointer) => fields.has(pointer.split("/")[1] ?? ""));
  };
  const sectionsOf = (tab: FormTab) =>
    Object.entries(tab.sections)
      .toSorted(byOrder)
      .map(([id, section]) => <FormSection key={id} id={id} section={section} contents={contents} />);
  if (tabs.length <= 1) return <div className={classes["panel"]}>{tabs[0] && sectionsOf(tabs[0][1])}</div>;
  return (
    <Tabs value={active} onChange={open} className={classes["tabs"]}>
      <Tabs.List className={classes["tabList"]}>
        {tabs.map(([id, tab]) => (
          <Tabs.Tab key={id} value={id} data-error={hasError(tab) || undefined}>
            {localize(tab.label)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {tabs.map(([id, tab]) => (
        <Tabs.Panel key={id} value={id} className={classes["panel"]}>
          {sectionsOf(tab)}
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
