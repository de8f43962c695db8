/** Whose token it is that asks. Only the path is known from public clients; every name in the answer is inferred. */
import type { Caller } from "../service.ts";

export const tokenInfo = (accountId: string, { integration }: Caller) => ({
  companyId: accountId,
  companyName: accountId,
  roleId: ADMINISTRATOR.id,
  roleName: ADMINISTRATOR.name,
  applicationName: integration,
});

/** The emulator's one role: it has every permission, as NetSuite's role 3 has. */
const ADMINISTRATOR = { id: 3, name: "Administrator" };
