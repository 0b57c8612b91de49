import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useParams, useSearchParams } from "react-router";
import type { Field } from "../../../engine/contract/types/index.ts";
import type { MetaAnswer, MetaDoctype } from "../../../engine/http/api-types.ts";
import { isApiProblem } from "../api/problem.ts";
import { can, useMeta } from "../meta/meta-context.tsx";
import { useAddresses } from "../meta/use-addresses.ts";
import { NotFound } from "../shared/not-found.tsx";
import { ProblemState } from "../shared/problem-state.tsx";
import { PageSkeleton } from "../shared/skeletons.tsx";
import { documentQuery } from "./document-query.ts";
import { GoneDoctype } from "./renewal/gone-doctype.tsx";
import { SteadyForm } from "./renewal/steady-form.tsx";

/** One document: `/d/<doctype>/new` is a blank one, with values of the address filled in. */
export function FormPage() {
  const meta = useMeta();
  const { doctype: doctypeId = "", id = "" } = useParams();
  const to = useAddresses();
  const doctype = meta.doctypes[doctypeId];
  if (!doctype) return <GoneDoctype doctype={doctypeId} addressUnder={(heir) => to.document(heir, id)} />;
  if (doctype.kind === "child") return <NotFound />;
  if (id === "new") return can(doctype, "create") ? <NewDocument key={doctypeId} doctype={doctype} /> : <NotFound />;
  return <StoredDocument key={id} meta={meta} doctype={doctype} id={id} />;
}

const OWN_PARAMETERS = new Set(["tab", "rail", "view"]);

function NewDocument({ doctype }: { readonly doctype: MetaDoctype }) {
  const [params] = useSearchParams();
  // Taken once: the address changes while one works (tabs), what was filled in does not.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first address counts
  const given = useMemo(() => {
    const entries = [...params].filter(([name]) => !OWN_PARAMETERS.has(name) && isGivable(doctype.fields[name]));
    return Object.fromEntries(entries.map(([name, text]) => [name, readGiven(doctype.fields[name], text)]));
  }, [doctype]);
  return <SteadyForm doctype={doctype} document={null} given={given} />;
}

/** An address fills in only what one may type. */
const isGivable = (field: Field | undefined): boolean => field !== undefined && !field.read_only;

/** What an address can only write as text. */
function readGiven(field: Field | undefined, text: string): unknown {
  if (field?.type === "boolean") return text === "true";
  return field?.type === "integer" ? Number(text) : text;
}

interface StoredDocumentProps {
  readonly meta: MetaAnswer;
  readonly doctype: MetaDoctype;
  readonly id: string;
}

function StoredDocument({ meta, doctype, id }: StoredDocumentProps) {
  const to = useAddresses();
  const query = useQuery(documentQuery(meta, doctype, id));
  if (query.isPending) return <PageSkeleton />;
  // A form that is open stays, with what was typed into it, unless its document is gone.
  const isGone = isApiProblem(query.error) && query.error.problem.status === 404;
  if (!query.data || isGone)
    return <ProblemState error={query.error} onRetry={() => void query.refetch()} home={to.list(doctype.id)} />;
  return <SteadyForm doctype={doctype} document={query.data} isComing={query.isPlaceholderData} />;
}
