import { type ComponentType, lazy, type ReactNode } from "react";
import { createBrowserRouter, type RouteObject } from "react-router";
import { ACCOUNT_SCREENS, type AccountScreen } from "../../engine/kernel/index.ts";
import { SignedIn } from "./auth/signed-in.tsx";
import { SignedOut } from "./auth/signed-out.tsx";
import { NotFound } from "./shared/not-found.tsx";
import { RouteProblem } from "./shared/route-problem.tsx";
import { OrganizationShell } from "./shell/organization-shell.tsx";

/** A screen loaded when it is opened first. */
function screen<Name extends string>(load: () => Promise<Readonly<Record<Name, ComponentType>>>, name: Name) {
  const Screen: ComponentType = lazy(async () => ({ default: (await load())[name] as ComponentType }));
  return <Screen />;
}

/** One for each place that a screen or a mail may lead to. */
const accountScreens: Readonly<Record<AccountScreen, ReactNode>> = {
  signIn: screen(() => import("./auth/sign-in.tsx"), "SignIn"),
  register: screen(() => import("./auth/register.tsx"), "Register"),
  forgotPassword: screen(() => import("./auth/forgot-password.tsx"), "ForgotPassword"),
  resetPassword: screen(() => import("./auth/reset-password.tsx"), "ResetPassword"),
  verifyEmail: screen(() => import("./auth/verify-email.tsx"), "VerifyEmail"),
};

const accountRoutes = Object.entries(accountScreens).map(
  ([name, element]): RouteObject => ({ path: ACCOUNT_SCREENS[name as AccountScreen], element }),
);

const organizationRoutes: RouteObject[] = [
  { index: true, element: screen(() => import("./home/organization-home.tsx"), "OrganizationHome") },
  { path: "m/:module", element: screen(() => import("./home/module-home.tsx"), "ModuleHome") },
  { path: "d/:doctype", element: screen(() => import("./list/list-page.tsx"), "ListPage") },
  { path: "d/:doctype/:id", element: screen(() => import("./form/form-page.tsx"), "FormPage") },
  { path: "s/:doctype", element: screen(() => import("./form/single-page.tsx"), "SinglePage") },
  { path: "r/:report", element: screen(() => import("./reports/report-page.tsx"), "ReportPage") },
  { path: "p/profile", element: screen(() => import("./profile/profile-page.tsx"), "ProfilePage") },
  { path: "p/members", element: screen(() => import("./organizations/members-page.tsx"), "MembersPage") },
  { path: "i/:importer", element: screen(() => import("./imports/import-page.tsx"), "ImportPage") },
  { path: "*", element: <NotFound /> },
];

export const router = createBrowserRouter([
  {
    errorElement: <RouteProblem />,
    children: [
      { element: <SignedOut />, children: accountRoutes },
      {
        element: <SignedIn />,
        children: [
          {
            index: true,
            element: screen(() => import("./organizations/choose-organization.tsx"), "ChooseOrganization"),
          },
          {
            path: "organizations/new",
            element: screen(() => import("./organizations/create-organization.tsx"), "CreateOrganization"),
          },
          { path: "o/:slug", element: <OrganizationShell />, children: organizationRoutes },
        ],
      },
      { path: "*", element: <NotFound /> },
    ],
  },
]);
