import { ActionIcon, Group, TextInput, Tooltip } from "@mantine/core";
import { IconCurrentLocation } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { controlProps, type InputProps } from "./input-props.ts";

const PAIR = /^\s*(-?\d{1,2}(?:\.\d+)?)\s*[,;]\s*(-?\d{1,3}(?:\.\d+)?)\s*$/;

/** Latitude and longitude as one writes them on a map, or the device's own place. */
export function GeolocationInput(props: InputProps) {
  const { t } = useTranslation();
  const { value, onChange } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const place = value as { readonly lat: number; readonly lng: number } | null | undefined;
  const shown = place ? `${place.lat}, ${place.lng}` : "";
  const onType = (text: string) => {
    setDraft(text);
    const match = PAIR.exec(text);
    if (match) onChange({ lat: Number(match[1]), lng: Number(match[2]) });
    else if (text.trim() === "") onChange(null);
  };
  const locate = () =>
    navigator.geolocation.getCurrentPosition(({ coords }) => {
      setDraft(null);
      onChange({ lat: coords.latitude, lng: coords.longitude });
    });
  return (
    <Group gap={6} wrap="nowrap">
      <TextInput
        {...controlProps(props)}
        flex={1}
        placeholder="48.8566, 2.3522"
        value={draft ?? shown}
        onChange={(event) => onType(event.currentTarget.value)}
        onBlur={() => {
          setDraft(null);
          props.onBlur?.();
        }}
      />
      <Tooltip label={t("input.locate")}>
        <ActionIcon size={34} variant="default" onClick={locate} aria-label={t("input.locate")}>
          <IconCurrentLocation size={16} />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}
