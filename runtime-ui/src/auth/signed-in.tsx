import { Suspense } from "react";
import { Navigate, Outlet, useLocation } from "react-router";
import { ACCOUNT_SCREENS } from "../../../engine/kernel/index.ts";
import { useSession } from "../api/session.ts";
import { ShellSkeleton } from "../shared/skeletons.tsx";

/** Only for people signed in; others sign in first and come back to the address they asked for. */
export function SignedIn() {
  const { status } = useSession();
  const { pathname, search } = useLocation();
  if (status === "unknown") return <ShellSkeleton />;
  if (status === "signed-out") {
    const next = pathname === "/" ? "" : `?next=${encodeURIComponent(pathname + search)}`;
    return <Navigate to={`${ACCOUNT_SCREENS.signIn}${next}`} replace />;
  }
  return (
    <Suspense fallback={<ShellSkeleton />}>
      <Outlet />
    </Suspense>
  );
}
