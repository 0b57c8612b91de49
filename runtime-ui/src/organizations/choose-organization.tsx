import { Navigate } from "react-router";
import { useSession } from "../api/session.ts";
import { lastOrganization } from "./last-organization.ts";

/** The address without organization: the one used last, else the first, else the making of one. */
export function ChooseOrganization() {
  const { me } = useSession();
  const slugs = me?.organizations.map((membership) => membership.slug) ?? [];
  const last = me && lastOrganization(me.user.id);
  const slug = last && slugs.includes(last) ? last : slugs[0];
  return <Navigate to={slug ? `/o/${slug}` : "/organizations/new"} replace />;
}
