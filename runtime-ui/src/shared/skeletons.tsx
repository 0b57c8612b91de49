import { Group, Skeleton, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import classes from "./states.module.css";

/** The outline of a place while it loads: title, toolbar, rows. */
export function PageSkeleton() {
  const { t } = useTranslation();
  return (
    <Stack className={classes["page"]} gap="md" role="status" aria-label={t("common.loading")}>
      <Group justify="space-between">
        <Skeleton h={22} w={200} />
        <Skeleton h={28} w={120} />
      </Group>
      <RowsSkeleton count={10} />
    </Stack>
  );
}

export function RowsSkeleton({ count }: { readonly count: number }) {
  return (
    <Stack gap={14} aria-hidden>
      {Array.from({ length: count }, (_, index) => `${96 - ((index * 7) % 30)}%:${index}`).map((key) => (
        <Skeleton key={key} h={14} w={key.split(":")[0]} />
      ))}
    </Stack>
  );
}

export function ShellSkeleton() {
  return (
    <div className={classes["shell"]}>
      <div className={classes["shellNav"]}>
        <RowsSkeleton count={9} />
      </div>
      <PageSkeleton />
    </div>
  );
}
