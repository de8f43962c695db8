/** Asks an account a SuiteQL query over the wire and reads the rows, for the emulator's own tests. */
import type { Acme, Answer } from "./acme.ts";

export const SUITEQL = "/services/rest/query/v1/suiteql";

export type Row = Readonly<Record<string, string>>;

/** The answer as it comes. */
export const askSuiteql = (
  { call }: Pick<Acme, "call">,
  q: string,
  { params, page = "" }: { readonly params?: readonly (string | number)[]; readonly page?: string } = {},
): Promise<Answer> =>
  call("POST", `${SUITEQL}${page}`, {
    body: { q, ...(params && { params }) },
    headers: { prefer: "transient" },
  });

/** The rows without their links; fails the test when the query is refused. */
export async function selectRows(
  world: Pick<Acme, "call">,
  q: string,
  params?: readonly (string | number)[],
): Promise<readonly Row[]> {
  return rowsOf(await askSuiteql(world, q, params && { params }));
}

export function rowsOf({ json, error }: Answer): readonly Row[] {
  if (error !== undefined) throw new Error(`The query was refused: ${error["detail"]}`);
  return ((json?.["items"] ?? []) as ({ links: unknown } & Row)[]).map(({ links: _none, ...row }) => row);
}
