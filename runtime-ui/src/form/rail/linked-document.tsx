import { Anchor } from "@mantine/core";
import { Link } from "react-router";
import type { LinkedDocumentAnswer } from "../../../../engine/http/api-types.ts";
import { useLocalize } from "../../i18n/language.ts";
import { useMeta } from "../../meta/meta-context.tsx";
import { useAddresses } from "../../meta/use-addresses.ts";
import { Icon } from "../../shared/icon.tsx";
import classes from "./rail.module.css";

export type LinkShown = Omit<LinkedDocumentAnswer, "is_submitted">;

/** Another document by its title and kind, and the way to it. */
export function LinkedDocument({ item }: { readonly item: LinkShown }) {
  const localize = useLocalize();
  const to = useAddresses();
  const doctype = useMeta().doctypes[item.doctype];
  return (
    <div className={classes["linkRow"]}>
      <Icon name={doctype?.icon} size={16} />
      <span>
        <Anchor component={Link} to={to.document(item.doctype, item.id)} size="sm">
          {item.title ?? "…"}
        </Anchor>
        <small>{localize(doctype?.label)}</small>
      </span>
    </div>
  );
}
