import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Named, ReportParameter } from "../../../engine/contract/types/index.ts";
import { getTitled } from "../api/documents.ts";
import { useLocalize } from "../i18n/language.ts";
import { FieldFrame } from "../inputs/field-frame.tsx";
import { FieldInput } from "../inputs/field-input.tsx";
import { documentTitle } from "../meta/titles.ts";
import { useTextContext } from "../shared/use-text-context.ts";
import classes from "./report.module.css";
import { parameterField } from "./report-parameters.ts";

type Params = Readonly<Record<string, unknown>>;

interface ParameterFormProps {
  readonly parameters: Named<ReportParameter> | undefined;
  readonly params: Params;
  readonly onChange: (name: string, value: unknown) => void;
}

/** Parameters in a row, of a report above its figures or of an importer beside its file; each change counts at once. */
export function ParameterForm({ parameters = {}, params, onChange }: ParameterFormProps) {
  const { t } = useTranslation();
  const entries = Object.entries(parameters);
  if (entries.length === 0) return null;
  return (
    <section className={classes["parameters"]} aria-label={t("report.parameters")}>
      {entries.map(([name, parameter]) => (
        <Parameter key={name} name={name} parameter={parameter} params={params} onChange={onChange} />
      ))}
    </section>
  );
}

interface ParameterProps {
  readonly name: string;
  readonly parameter: ReportParameter;
  readonly params: Params;
  readonly onChange: ParameterFormProps["onChange"];
}

function Parameter({ name, parameter, params, onChange }: ParameterProps) {
  const localize = useLocalize();
  const field = parameterField(parameter);
  const value = params[name] ?? null;
  const title = useLinkTitle(parameter.to, value);
  return (
    <div className={classes["parameter"]} data-type={parameter.type}>
      <FieldFrame id={`parameter-${name}`} label={localize(field.label)} required={parameter.required}>
        <FieldInput
          id={`parameter-${name}`}
          name={name}
          field={field}
          value={value}
          title={title}
          onChange={(next) => onChange(name, next)}
          required={parameter.required}
          document={params}
        />
      </FieldFrame>
    </div>
  );
}

/** The address holds an id only; its title is read once. */
function useLinkTitle(doctype: string | undefined, id: unknown): string | undefined {
  const context = useTextContext();
  const linked = useQuery({
    queryKey: ["doctype", doctype, "doc", id],
    queryFn: () => getTitled(doctype!, String(id)),
    enabled: doctype !== undefined && typeof id === "string",
  });
  return doctype && linked.data ? documentTitle(context, doctype, linked.data) : undefined;
}
