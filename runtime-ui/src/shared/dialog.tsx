import { Drawer, type DrawerProps, Modal, type ModalProps } from "@mantine/core";
import { useOpenDialog } from "./open-dialogs.ts";
import { useFocusReturn } from "./use-focus-return.ts";

type Open<P> = Omit<P, "opened">;

/** A question in front of the page, there as long as it is drawn. It has the focus, and gives it back. */
export function Dialog(props: Open<ModalProps>) {
  useOpenDialog();
  useFocusReturn();
  return <Modal opened {...props} returnFocus={false} />;
}

/** The same at the side of the page. */
export function SideDialog(props: Open<DrawerProps>) {
  useOpenDialog();
  useFocusReturn();
  return <Drawer opened position="right" {...props} returnFocus={false} />;
}
