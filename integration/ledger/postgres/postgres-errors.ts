/** Turns what PostgreSQL or its driver reports into an error that says what to do. */
import { IntegrationError, type IntegrationErrorCode, isIntegrationError } from "../../errors.ts";

interface Remedy {
  readonly code: IntegrationErrorCode;
  readonly says: string;
  readonly fix: string;
}

/** SQLSTATE classes and codes (PostgreSQL manual, appendix A); the longest match counts. */
const REMEDIES: Readonly<Record<string, Remedy>> = {
  "08": {
    code: "LEDGER_FAILED",
    says: "the connection was lost",
    fix: "Check that the server runs and can be reached; a service that runs already goes on by itself when it does.",
  },
  "28": {
    code: "LEDGER_CANNOT_OPEN",
    says: "the login was refused",
    fix: "Check user and password in the address or in PGPASSWORD.",
  },
  "3D": {
    code: "LEDGER_CANNOT_OPEN",
    says: "there is no such database",
    fix: "Create it with createdb, or correct the address.",
  },
  "42501": {
    code: "LEDGER_CANNOT_OPEN",
    says: "the user may not do this",
    fix: "Grant it CREATE on the database once, or create the schema for it.",
  },
  "53100": {
    code: "LEDGER_FULL",
    says: "the server's disk is full",
    fix: "Free some space; the service then goes on without a restart.",
  },
  "53300": {
    code: "LEDGER_BUSY",
    says: "the server has no connection left",
    fix: "Lower the number of connections of each worker, or raise max_connections.",
  },
  "57": {
    code: "LEDGER_FAILED",
    says: "the server is stopping or ended the statement",
    fix: "Wait until it is back; a service that runs already goes on by itself.",
  },
};

const UNREACHABLE: Remedy = {
  code: "LEDGER_FAILED",
  says: "the server cannot be reached",
  fix: "Check that it runs and that the address is right; a service that runs already goes on by itself when it does.",
};

const OTHER: Remedy = {
  code: "LEDGER_FAILED",
  says: "PostgreSQL refused",
  fix: "Look at the server's log.",
};

const SOCKET_ERRORS = /^E(CONN|TIMEDOUT|PIPE|HOST|NET|NOTFOUND|AI_)/;

export function toPostgresError(cause: unknown): IntegrationError {
  if (isIntegrationError(cause)) return cause;
  const { code, says, fix } = remedyFor(cause);
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new IntegrationError({
    code,
    message: `The ledger in PostgreSQL cannot be used: ${says} (${detail}). ${fix}`,
    cause,
  });
}

function remedyFor(cause: unknown): Remedy {
  const state =
    cause instanceof Error && "code" in cause && typeof cause.code === "string" ? cause.code : undefined;
  // The driver itself gives no code for a connection that ended or never came about.
  if (state === undefined)
    return cause instanceof Error && /connect|terminated/i.test(cause.message) ? UNREACHABLE : OTHER;
  if (SOCKET_ERRORS.test(state)) return UNREACHABLE;
  return REMEDIES[state] ?? REMEDIES[state.slice(0, 2)] ?? OTHER;
}
