import { useQuery } from "@tanstack/react-query";
import { useParams } from "react-router";
import { SINGLE_ID } from "../../../engine/calculation/index.ts";
import type { MetaDoctype } from "../../../engine/http/api-types.ts";
import { isApiProblem } from "../api/problem.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { useAddresses } from "../meta/use-addresses.ts";
import { NotFound } from "../shared/not-found.tsx";
import { ProblemState } from "../shared/problem-state.tsx";
import { PageSkeleton } from "../shared/skeletons.tsx";
import { documentQuery } from "./document-query.ts";
import { GoneDoctype } from "./renewal/gone-doctype.tsx";
import { SteadyForm } from "./renewal/steady-form.tsx";

/** The one record of a settings doctype. */
export function SinglePage() {
  const { doctype: doctypeId = "" } = useParams();
  const doctype = useMeta().doctypes[doctypeId];
  const to = useAddresses();
  if (!doctype) return <GoneDoctype doctype={doctypeId} addressUnder={to.single} />;
  if (doctype.kind !== "single") return <NotFound />;
  return <SingleForm key={doctypeId} doctype={doctype} />;
}

function SingleForm({ doctype }: { readonly doctype: MetaDoctype }) {
  const meta = useMeta();
  const to = useAddresses();
  const query = useQuery(documentQuery(meta, doctype, SINGLE_ID));
  if (query.isPending) return <PageSkeleton />;
  // A record that was never saved is begun by its first save.
  const isMissing = isApiProblem(query.error) && query.error.problem.status === 404;
  if (query.isError && !isMissing && !query.data) return <ProblemState error={query.error} home={to.home} />;
  return <SteadyForm doctype={doctype} document={query.data ?? null} isComing={query.isPlaceholderData} />;
}
