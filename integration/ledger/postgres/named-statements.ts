/** The ledger's statements in PostgreSQL's words, each under its own name. */
import { type Dialect, type StatementName, statementsFor } from "../sql/statements.ts";
import type { Statement } from "./connection.ts";

const POSTGRES: Dialect = {
  useIndex: () => "",
  skipLocked: "FOR UPDATE SKIP LOCKED",
  forUpdate: "FOR UPDATE",
};
const STATEMENTS = statementsFor(POSTGRES);

export const named = (name: StatementName): Statement => ({ name, sql: STATEMENTS[name] });
