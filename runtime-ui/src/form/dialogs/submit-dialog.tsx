// biome-ignore-all lint/suspicious/noArrayIndexKey: an answer is shown as it came; its rows have no identity of their own
import { Alert, Button, Group, Modal, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { DocumentAnswer, MetaDoctype } from "../../../../engine/http/api-types.ts";
import { previewDocument } from "../../api/documents.ts";
import { problemText } from "../../api/problem.ts";
import { useLanguage } from "../../i18n/language.ts";
import { RowsSkeleton } from "../../shared/skeletons.tsx";
import type { DocumentActions } from "../actions/use-document-actions.ts";
import { PostingTable } from "../rail/posting-table.tsx";

interface SubmitDialogProps {
  readonly doctype: MetaDoctype;
  readonly document: DocumentAnswer;
  readonly actions: DocumentActions;
}

/** What submitting will do, before it is done: the entries, balanced, and the number to come. */
export function SubmitDialog({ doctype, document, actions }: SubmitDialogProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const preview = useQuery({
    queryKey: ["doctype", doctype.id, "doc", document.id, "preview", document.version],
    queryFn: () => previewDocument(doctype.id, { id: document.id }),
    staleTime: 0,
  });
  const postings = preview.data?.postings ?? [];
  const drawsNumber = doctype.number?.on === "submit" && !document.number;
  return (
    <Modal opened onClose={actions.closeDialog} size="xl" title={t("submit.title")}>
      <Text mb="sm">{t(postings.length > 0 ? "submit.text" : "submit.textPlain")}</Text>
      {drawsNumber && (
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
        />
      ))}
      <Group justify="flex-end" gap="xs" mt="md">
        <Button variant="default" onClick={actions.closeDialog}>
          {t("common.back")}
        </Button>
        <Button
          data-autofocus
          loading={actions.busy === "submit"}
          disabled={!preview.isSuccess}
          onClick={() => void actions.submit()}
        >
          {t("submit.confirm")}
        </Button>
      </Group>
    </Modal>
  );
}

/** `FA-{year(issue_date)}-{00000}` → `FA-…-00000`: the shape of the number, which is drawn only when it is final. */
function seriesText(series: string): string {
  return series.replace(/\{(0+)\}/g, "$1").replace(/\{[^}]*\}/g, "…");
}
