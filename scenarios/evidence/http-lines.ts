/** A request and its answer as they went over the wire, without what is the same in all of them and without secrets. */
import { readableJson } from "./readable-json.ts";

/** Of no weight in any question. */
const UNSAID = new Set([
  ...["host", "connection", "content-length", "accept-encoding", "user-agent", "date", "keep-alive"],
  ...["transfer-encoding", "cache-control", "pragma", "expires", "strict-transport-security", "vary"],
  ...["x-content-type-options", "x-n-operationid", "x-netsuite-jobid"],
]);

const SECRET = /authorization|signature|hmac|token|secret|password|cookie/i;

type Headers = Readonly<Record<string, string | undefined>>;

export const headerLines = (headers: Headers): readonly string[] =>
  Object.entries(headers)
    .filter(([name]) => !UNSAID.has(name.toLowerCase()))
    .map(([name, value = ""]) => `${name.toLowerCase()}: ${SECRET.test(name) ? "[redacted]" : value}`);

export const bodyLines = (text: string, longest: number): readonly string[] =>
  text === "" ? [] : ["", readableJson(text, longest)];

/** A status of 0 is that of a connection which ended without an answer. */
export const statusWord = (status: number): string => (status === 0 ? "no answer" : `${status}`);
