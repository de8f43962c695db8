/** The service's log: one JSON object a line, without secrets and without a person's data. */
import { type Logger, pino } from "pino";
import { maskText } from "../integration/index.ts";
import type { Streams } from "./terminal.ts";

/** Shorter ones would turn up inside other words. */
const WORTH_HIDING = 6;

export function createServiceLog(
  stream: Streams["stderr"],
  secrets: readonly (string | undefined)[],
): Logger {
  const hidden = secrets
    .filter((secret) => secret !== undefined && secret.length >= WORTH_HIDING)
    .flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)])
    .filter((secret) => secret !== undefined);
  // Whoever brings a secret into a message by mistake: the last look is at the line itself.
  const write = (line: string): unknown =>
    stream.write(hidden.reduce((text, secret) => text.replaceAll(secret, "[secret]"), line));
  return pino(
    { redact: { paths: SECRET_PATHS, censor: "[secret]" }, serializers: { err: errorFacts } },
    { write: (line) => void write(line) },
  );
}

const SECRET_NAMES = [
  ...["secret", "secrets", "token", "authorization", "password", "privateKey"],
  ...["consumerKey", "consumerSecret", "tokenId", "tokenSecret"],
];
const SECRET_PATHS = SECRET_NAMES.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

/** A message may repeat what an order says: addresses and numbers of people are masked in it. */
function errorFacts(error: unknown): object {
  if (!(error instanceof Error)) return { message: maskText(String(error)) };
  const { name, message, stack, cause } = error;
  return {
    type: name,
    ...("code" in error ? { code: error.code } : {}),
    message: maskText(message),
    ...(stack === undefined ? {} : { stack: maskText(stack) }),
    ...(cause === undefined ? {} : { cause: errorFacts(cause) }),
  };
}
