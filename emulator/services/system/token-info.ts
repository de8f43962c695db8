/** Whose token it is that asks. Only the path is known from public clients; every name in the answer is inferred. */
import type { Role } from "../../permissions/role.ts";
import type { Caller } from "../service.ts";

interface TokenFacts {
  readonly accountId: string;
  readonly role: Pick<Role, "id" | "name">;
}

export const tokenInfo = ({ accountId, role }: TokenFacts, { integration }: Caller) => ({
  companyId: accountId,
  companyName: accountId,
  roleId: role.id,
  roleName: role.name,
  applicationName: integration,
});
