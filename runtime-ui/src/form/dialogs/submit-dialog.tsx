// biome-ignore-all lint/suspicious/noArrayIndexKey: an answer is shown as it came; its rows have no identity of their own
import { Alert, Button, Group, List, Text } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { DocumentAnswer, MetaDoctype, PreviewAnswer } from "../../../../engine/http/api-types.ts";
import type { LocalizedText } from "../../../../engine/kernel/index.ts";
import { previewDocument } from "../../api/documents.ts";
import { problemText } from "../../api/problem.ts";
import { useLanguage, useLocalize } from "../../i18n/language.ts";
import { Dialog } from "../../shared/dialog.tsx";
import { RowsSkeleton } from "../../shared/skeletons.tsx";
import type { DocumentActions } from "../actions/use-document-actions.ts";
import { PostingTable } from "../rail/posting-table.tsx";
import { usePlaceName } from "../use-place-name.ts";

interface SubmitDialogProps {
  readonly doctype: MetaDoctype;
  readonly document: DocumentAnswer;
  readonly actions: DocumentActions;
  /** What the workflow calls it, where a move submits. */
  readonly move?: LocalizedText;
}

/** What submitting will do, before it is done: the entries, balanced, and the number to come. */
export function SubmitDialog({ doctype, document, actions, move }: SubmitDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localize = useLocalize();
  const preview = useQuery({
    queryKey: ["doctype", doctype.id, "doc", document.id, "preview", document.version],
    queryFn: () => previewDocument(doctype.id, { id: document.id }),
    staleTime: 0,
  });
  const isPhone = useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
  const { postings = [], refusals = [] } = preview.data ?? {};
  const isRefused = refusals.length > 0;
  const isReady = preview.isSuccess && !isRefused;
  const drawsNumber = doctype.number?.on === "submit" && !document.number;
  return (
    <Dialog onClose={actions.closeDialog} size="xl" title={move ? localize(move) : t("submit.title")}>
      {isRefused ? (
        <Refusals refusals={refusals} />
      ) : (
        <Text mb="sm">{t(postings.length > 0 ? "submit.text" : "submit.textPlain")}</Text>
      )}
      {drawsNumber && !isRefused && (
        <Text size="sm" c="dimmed" mb="sm">
          {t("submit.number", { series: seriesText(doctype.number!.series) })}
        </Text>
      )}
      {preview.isPending && <RowsSkeleton count={5} />}
      {preview.isError && (
        <Alert color="red" variant="light" role="alert">
          {problemText(preview.error, language).message}
        </Alert>
      )}
      {postings.map((posting, index) => (
        <PostingTable
          key={index}
          ledger={posting.ledger}
          date={posting.date}
          entries={posting.entries}
          own={document.id}
          isCompact={isPhone}
        />
      ))}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={actions.closeDialog}>
          {t("common.back")}
        </Button>
        <Button
          data-autofocus
          loading={actions.busy !== null}
          // Not `disabled`, which takes no focus: Enter submits as soon as the entries are shown.
          data-disabled={!isReady || undefined}
          aria-disabled={!isReady}
          onClick={() => isReady && void actions.submit()}
        >
          {move ? localize(move) : t("submit.confirm")}
        </Button>
      </Group>
    </Dialog>
  );
}

/** What must be put right before the document can be submitted, each with the place where it stands. */
function Refusals({ refusals }: { readonly refusals: PreviewAnswer["refusals"] }) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const placeOf = usePlaceName();
  return (
    <Alert color="red" variant="light" role="alert" mb="sm" title={t("submit.refused")}>
      <List size="sm">
        {refusals.map(({ pointer, message }, index) => (
          <List.Item key={index}>
            {pointer ? t("form.errorAt", { place: placeOf(pointer), message: localize(message) }) : localize(message)}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

/** `FA-{year(issue_date)}-{00000}` → `FA-…-00000`: the shape of the number, which is drawn only when it is final. */
function seriesText(series: string): string {
  return series.replace(/\{(0+)\}/g, "$1").replace(/\{[^}]*\}/g, "…");
}
