import { ActionIcon, CloseButton, Combobox, Group, Loader, TextInput, useCombobox } from "@mantine/core";
import { IconArrowUpRight, IconPlus } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router";
import { useLocalize } from "../i18n/language.ts";
import { can, useMeta } from "../meta/meta-context.tsx";
import { useAddresses } from "../meta/use-addresses.ts";
import { controlProps, type InputProps } from "./input-props.ts";
import { LinkOptions } from "./link-options.tsx";
import { type LinkOffer, linkOffer } from "./link-where.ts";
import { useQuickCreate } from "./quick-create.tsx";
import { useLinkSearch } from "./use-link-search.ts";

export function LinkInput(props: InputProps) {
  const { field, document, header } = props;
  if (field.type !== "link") return null;
  return <LinkPicker {...props} doctype={field.to} offer={linkOffer(field, header ?? document, document)} />;
}

type LinkPickerProps = InputProps & { readonly doctype: string; readonly offer: LinkOffer };

/** Chooses a document of one doctype: searches as one types, shows more than the name, makes a new one on the fly. */
export function LinkPicker({ doctype, offer, ...props }: LinkPickerProps) {
  const { value, onChange, onBlur, title } = props;
  const { t } = useTranslation();
  const localize = useLocalize();
  const meta = useMeta();
  const to = useAddresses();
  const target = meta.doctypes[doctype];
  const [typed, setTyped] = useState<string | null>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { options, isLoading, onKeyDown, isEnterWaiting } = useLinkSearch({ doctype, offer, typed, combobox });
  const pick = (id: string | null, picked: string | null) => {
    onChange(id, { title: picked });
    setTyped(null);
    combobox.closeDropdown();
  };
  const quickCreate = useQuickCreate(doctype, (id, created) => pick(id, created));
  const onSubmit = (id: string) => {
    if (id === "$create") quickCreate.open(typed ?? "");
    else pick(id, options.find((option) => option.id === id)?.title ?? null);
  };
  const close = () => {
    // Chosen with Enter and left before the answer came: it is still taken.
    if (isEnterWaiting.current) return onBlur?.();
    if (typed === "" && value) pick(null, null);
    setTyped(null);
    combobox.closeDropdown();
    onBlur?.();
  };
  const isSet = typeof value === "string";
  const chosen = isSet ? (title ?? "…") : "";
  const input = useRef<HTMLInputElement>(null);
  // A title that arrives in a field with the focus is there to be typed over, as on entering it.
  useEffect(() => {
    if (chosen !== "" && typed === null && document.activeElement === input.current) input.current?.select();
  }, [chosen, typed]);
  return (
    <>
      <Combobox store={combobox} onOptionSubmit={onSubmit} shadow="md" withinPortal>
        <Combobox.Target withExpandedAttribute>
          <TextInput
            {...controlProps(props)}
            role="combobox"
            autoComplete="off"
            placeholder={target ? t("input.searchFor", { name: localize(target.label).toLowerCase() }) : ""}
            ref={input}
            value={typed ?? chosen}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              combobox.openDropdown();
            }}
            onKeyDown={onKeyDown}
            onClick={() => combobox.openDropdown()}
            onFocus={(event) => event.currentTarget.select()}
            onBlur={close}
            rightSectionWidth={isSet ? 54 : 30}
            rightSection={
              <Group gap={0} wrap="nowrap">
                {isLoading && <Loader size={12} />}
                {isSet && !props.required && (
                  <CloseButton
                    size="sm"
                    tabIndex={-1}
                    aria-label={t("common.clear")}
                    onClick={() => pick(null, null)}
                  />
                )}
                {isSet && target && (
                  <ActionIcon
                    size="sm"
                    tabIndex={-1}
                    component={Link}
                    to={to.document(doctype, value)}
                    aria-label={t("common.open")}
                  >
                    <IconArrowUpRight size={14} />
                  </ActionIcon>
                )}
              </Group>
            }
          />
        </Combobox.Target>
        <Combobox.Dropdown>
          <LinkOptions options={options} isLoading={isLoading} value={isSet ? value : null}>
            {can(target, "create") && (
              <Combobox.Option value="$create">
                <Group gap={6}>
                  <IconPlus size={14} />
                  {typed ? t("input.createNamed", { name: typed }) : t("input.create")}
                </Group>
              </Combobox.Option>
            )}
          </LinkOptions>
        </Combobox.Dropdown>
      </Combobox>
      {quickCreate.dialog}
    </>
  );
}
