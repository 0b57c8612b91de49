import type {
  AcceptedAnswer,
  AddMemberBody,
  CreateOrganizationBody,
  LoginBody,
  MeAnswer,
  MemberAnswer,
  OrganizationAnswer,
  QuestionAnswer,
  RegisterBody,
  ResetPasswordBody,
  SessionAnswer,
  UpdateMeBody,
  UpdateMemberBody,
} from "../../../engine/http/api-types.ts";
import { call, type Exact } from "./client.ts";
import { currentUser, enter, refreshSession, updateMe } from "./session.ts";

export async function signIn<B extends LoginBody>(body: Exact<LoginBody, B>): Promise<SessionAnswer> {
  return enter(() => call<SessionAnswer>("/api/auth/login", { method: "POST", body }));
}

export function register<B extends RegisterBody>(body: Exact<RegisterBody, B>): Promise<AcceptedAnswer> {
  return call("/api/auth/register", { method: "POST", body });
}

export function forgotPassword(email: string): Promise<AcceptedAnswer> {
  return call("/api/auth/forgot-password", { method: "POST", body: { email } });
}

/** It ends every session of theirs: a browser that still holds one must know before they go on, or it throws them out later. */
export async function resetPassword<B extends ResetPasswordBody>(body: Exact<ResetPasswordBody, B>): Promise<void> {
  await call("/api/auth/reset-password", { method: "POST", body });
  if (currentUser() !== null) await refreshSession();
}

export function verifyEmail(token: string): Promise<AcceptedAnswer> {
  return call("/api/auth/verify-email", { method: "POST", body: { token } });
}

/** Reads the person and memberships again, e.g. after an organization was created. */
export async function reloadMe(): Promise<MeAnswer> {
  const me = await call<MeAnswer>("/api/auth/me");
  updateMe(me);
  return me;
}

export async function saveMe<B extends UpdateMeBody>(body: Exact<UpdateMeBody, B>): Promise<MeAnswer> {
  const me = await call<MeAnswer>("/api/auth/me", { method: "PATCH", body });
  updateMe(me);
  return me;
}

export async function loadQuestions(): Promise<readonly QuestionAnswer[]> {
  return (await call<{ readonly items: readonly QuestionAnswer[] }>("/api/questions")).items;
}

export function createOrganization<B extends CreateOrganizationBody>(
  body: Exact<CreateOrganizationBody, B>,
): Promise<OrganizationAnswer> {
  return call("/api/organizations", { method: "POST", body });
}

const members = (organization: string, user = "") => `/api/organizations/${organization}/members${user && `/${user}`}`;

export async function listMembers(organization: string): Promise<readonly MemberAnswer[]> {
  return (await call<{ readonly items: readonly MemberAnswer[] }>(members(organization))).items;
}

export function addMember<B extends AddMemberBody>(
  organization: string,
  body: Exact<AddMemberBody, B>,
): Promise<MemberAnswer> {
  return call(members(organization), { method: "POST", body });
}

export function updateMember<B extends UpdateMemberBody>(
  organization: string,
  user: string,
  body: Exact<UpdateMemberBody, B>,
): Promise<MemberAnswer> {
  return call(members(organization, user), { method: "PATCH", body });
}

export function removeMember(organization: string, user: string): Promise<void> {
  return call(members(organization, user), { method: "DELETE" });
}
