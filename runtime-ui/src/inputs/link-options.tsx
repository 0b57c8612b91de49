import { Combobox, ScrollArea } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import classes from "./inputs.module.css";
import type { LinkOption } from "./use-link-options.ts";

interface LinkOptionsProps {
  readonly options: readonly LinkOption[];
  readonly isLoading: boolean;
  readonly value: string | null;
  /** Further entries at the end, e.g. "create". */
  readonly children?: ReactNode;
}

export function LinkOptions({ options, isLoading, value, children }: LinkOptionsProps) {
  const { t } = useTranslation();
  return (
    <Combobox.Options>
      <ScrollArea.Autosize mah={280} type="auto">
        {options.map((option) => (
          <Combobox.Option key={option.id} value={option.id} active={option.id === value}>
            <span className={classes["linkOption"]}>
              <span>{option.title}</span>
              {option.more && <small>{option.more}</small>}
            </span>
          </Combobox.Option>
        ))}
        {options.length === 0 && (
          <Combobox.Empty>{t(isLoading ? "palette.searching" : "input.nothingFound")}</Combobox.Empty>
        )}
      </ScrollArea.Autosize>
      {children}
    </Combobox.Options>
  );
}
