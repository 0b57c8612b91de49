import { AppShell } from "@mantine/core";
import { useDisclosure, useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { Outlet, useLocation, useParams } from "react-router";
import { setOrganization } from "../api/client.ts";
import { loadMeta } from "../api/reports.ts";
import { useSession } from "../api/session.ts";
import { Owned } from "../auth/owned.tsx";
import { MetaProvider } from "../meta/meta-context.tsx";
import { ProblemState } from "../shared/problem-state.tsx";
import { PageSkeleton, ShellSkeleton } from "../shared/skeletons.tsx";
import { focusContent } from "../shared/use-focus-return.ts";
import { CommandPalette } from "./command-palette.tsx";
import classes from "./organization-shell.module.css";
import { SideNavigation } from "./side-navigation.tsx";
import { TopBar } from "./top-bar.tsx";
import { useAccountPreferences } from "./use-account-preferences.ts";
import { useLiveChanges } from "./use-live-changes.ts";

const NAV_WIDTH = 232;
const RAIL_WIDTH = 56;

/** Everything inside one organization: its metadata, navigation, live changes, and the open place. */
export function OrganizationShell() {
  const { slug = "" } = useParams();
  const { me } = useSession();
  setOrganization(slug);
  return (
    <Owned key={`${me?.user.id} ${slug}`}>
      <OpenOrganization slug={slug} />
    </Owned>
  );
}

function OpenOrganization({ slug }: { readonly slug: string }) {
  const meta = useQuery({ queryKey: ["meta", slug], queryFn: loadMeta, staleTime: Number.POSITIVE_INFINITY });
  if (meta.isPending) return <ShellSkeleton />;
  if (meta.isError) return <ProblemState error={meta.error} onRetry={() => void meta.refetch()} home="/" />;
  return (
    <MetaProvider value={meta.data}>
      <ShellFrame />
    </MetaProvider>
  );
}

function ShellFrame() {
  const { t } = useTranslation();
  const [isDrawerOpen, drawer] = useDisclosure(false);
  const [isRail, setRail] = useLocalStorage({ key: "perfex-nav-rail", defaultValue: false });
  const isPhone = useMediaQuery("(max-width: 47.99em)", false, { getInitialValueInEffect: false });
  const { pathname } = useLocation();
  useLiveChanges();
  useAccountPreferences();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes whenever another place opens
  useEffect(() => drawer.close(), [pathname]);
  // What had the focus may have gone with the place one came from.
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another place opens
  useEffect(() => {
    const frame = requestAnimationFrame(focusContent);
    return () => cancelAnimationFrame(frame);
  }, [pathname]);
  const collapsed = isRail && !isPhone;
  return (
    <AppShell
      layout="alt"
      header={{ height: 48 }}
      navbar={{ width: collapsed ? RAIL_WIDTH : NAV_WIDTH, breakpoint: "sm", collapsed: { mobile: !isDrawerOpen } }}
      padding={0}
      transitionDuration={120}
    >
      <a className="skip-link" href="#main">
        {t("shell.skip")}
      </a>
      <AppShell.Header className={classes["header"]}>
        <TopBar onOpenNavigation={drawer.toggle} isNavigationOpen={isDrawerOpen} />
      </AppShell.Header>
      <AppShell.Navbar className={classes["navbar"]} aria-label={t("shell.navigation")}>
        <SideNavigation isRail={collapsed} onToggleRail={() => setRail(!isRail)} onClose={drawer.close} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} className={classes["main"]}>
        <Suspense fallback={<PageSkeleton />}>
          <Outlet />
        </Suspense>
      </AppShell.Main>
      <CommandPalette />
    </AppShell>
  );
}
