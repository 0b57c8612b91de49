import { Suspense } from "react";
import { Navigate, Outlet, useLocation, useSearchParams } from "react-router";
import { ACCOUNT_SCREENS } from "../../../engine/kernel/index.ts";
import { useSession } from "../api/session.ts";
import { Owned } from "./owned.tsx";

/** Where to go after signing in: only an address of our own, never another site. */
export function safeNext(next: string | null): string {
  return next && /^\/(?![/\\])/.test(next) ? next : "/";
}

const OPEN_TO_ALL: readonly string[] = [ACCOUNT_SCREENS.verifyEmail, ACCOUNT_SCREENS.resetPassword];

/** Sign-in screens; a person already signed in goes on to where they wanted. */
export function SignedOut() {
  const { status } = useSession();
  const [params] = useSearchParams();
  const { pathname } = useLocation();
  if (status === "signed-in" && !OPEN_TO_ALL.includes(pathname))
    return <Navigate to={safeNext(params.get("next"))} replace />;
  return (
    <Owned>
      <Suspense fallback={null}>
        <Outlet />
      </Suspense>
    </Owned>
  );
}
