import { Button, MultiSelect, Table, Text } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MemberAnswer, UpdateMemberBody } from "../../../engine/http/api-types.ts";
import { listMembers, removeMember, updateMember } from "../api/accounts.ts";
import { useLocalize } from "../i18n/language.ts";
import { useMeta } from "../meta/meta-context.tsx";
import { useNotify } from "../shared/notify.tsx";
import { PageHeader } from "../shared/page-header.tsx";
import { ProblemState } from "../shared/problem-state.tsx";
import { RowsSkeleton } from "../shared/skeletons.tsx";
import { StatusBadge } from "../shared/status-badge.tsx";
import { InviteDialog } from "./invite-dialog.tsx";
import { MemberMenu } from "./member-menu.tsx";
import classes from "./members.module.css";

const COLORS = { active: "green", invited: "yellow", deactivated: "gray" } as const;

/** Who works in the organization and as what. */
export function MembersPage() {
  const { t } = useTranslation();
  const { organization } = useMeta();
  const client = useQueryClient();
  const notify = useNotify();
  const [isInviting, setInviting] = useState(false);
  const key = ["members", organization.slug];
  const members = useQuery({ queryKey: key, queryFn: () => listMembers(organization.id) });
  const change = (work: Promise<unknown>) =>
    work
      .then(() => notify.done(t("members.changed")))
      .catch(notify.refused)
      .finally(() => void client.invalidateQueries({ queryKey: key }));
  return (
    <>
      <PageHeader title={t("members.title")}>
        {organization.is_administrator && (
          <Button leftSection={<IconUserPlus size={15} />} onClick={() => setInviting(true)}>
            {t("members.invite")}
          </Button>
        )}
      </PageHeader>
      <div className={classes["page"]}>
        {members.isPending && <RowsSkeleton count={5} />}
        {members.isError && <ProblemState error={members.error} onRetry={() => void members.refetch()} />}
        {members.data && (
          <MemberTable
            members={members.data}
            isAdministrator={organization.is_administrator}
            onUpdate={(user, body) => void change(updateMember(organization.id, user, body))}
            onRemove={(user) => void change(removeMember(organization.id, user))}
          />
        )}
        <Text size="xs" c="dimmed" mt="sm">
          {t("members.none")}
        </Text>
      </div>
      {isInviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onDone={() => void client.invalidateQueries({ queryKey: key })}
        />
      )}
    </>
  );
}

interface MemberTableProps {
  readonly members: readonly MemberAnswer[];
  readonly isAdministrator: boolean;
  readonly onUpdate: (user: string, body: UpdateMemberBody) => void;
  readonly onRemove: (user: string) => void;
}

function MemberTable({ members, isAdministrator, onUpdate, onRemove }: MemberTableProps) {
  const { t } = useTranslation();
  const localize = useLocalize();
  const { roles, user: me } = useMeta();
  const data = roles.map((role) => ({ value: role.id, label: localize(role.label) }));
  const statusLabel = (status: MemberAnswer["status"]) => ({ fr: t(`members.${status}`), en: t(`members.${status}`) });
  return (
    <Table className={classes["table"]}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t("members.name")}</Table.Th>
          <Table.Th>{t("members.roles")}</Table.Th>
          <Table.Th>{t("members.status")}</Table.Th>
          <Table.Th aria-label={t("common.more")} />
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {members.map((member) => (
          <Table.Tr key={member.user}>
            <Table.Td>
              <div className={classes["name"]}>{member.name || member.email}</div>
              <small className={classes["email"]}>{member.email}</small>
            </Table.Td>
            <Table.Td className={classes["roles"]}>
              <MultiSelect
                size="xs"
                aria-label={`${t("members.roles")} : ${member.name || member.email}`}
                data={data}
                value={[...member.roles]}
                readOnly={!isAdministrator}
                onChange={(next) => onUpdate(member.user, { roles: next })}
              />
            </Table.Td>
            <Table.Td>
              <StatusBadge
                choice={{ label: statusLabel(member.status), color: COLORS[member.status] }}
                fallback={member.status}
              />
            </Table.Td>
            <Table.Td>
              {isAdministrator && member.user !== me.id && (
                <MemberMenu member={member} onUpdate={onUpdate} onRemove={onRemove} />
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
