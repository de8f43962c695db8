/** Decides whether a fault concerns a request. */
import type { Channel } from "../exchange/channel.ts";
import type { PlanFacts } from "../services/service.ts";
import type { FaultMatch } from "./fault.ts";

/** What is asked about a request; the dear questions are asked only when a fault depends on them. */
export interface FaultSubject {
  readonly method: string;
  readonly channel: Channel;
  /** As the client called it. */
  readonly url: URL | undefined;
  /** The integration record that the login names. */
  integration(): string | undefined;
  plan(): Pick<PlanFacts, "operation" | "recordType">;
}

export function matcherOf(match: FaultMatch): (subject: FaultSubject) => boolean {
  const { method, recordType, operation, path, integration, channel } = match;
  const conditions: ((subject: FaultSubject) => boolean)[] = [];
  if (method !== undefined) conditions.push((subject) => method.toUpperCase() === subject.method);
  if (channel !== undefined) conditions.push((subject) => channel === subject.channel);
  if (path !== undefined) conditions.push(pathCondition(path));
  if (integration !== undefined) conditions.push((subject) => integration === subject.integration());
  if (operation !== undefined) conditions.push((subject) => operation === subject.plan().operation);
  if (recordType !== undefined) {
    const wanted = recordType.toLowerCase();
    conditions.push((subject) => wanted === subject.plan().recordType?.toLowerCase());
  }
  return (subject) => conditions.every((holds) => holds(subject));
}

function pathCondition(pattern: string): (subject: FaultSubject) => boolean {
  const literal = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  const expression = new RegExp(`^${literal.join(".*")}$`, "s");
  const withQuery = pattern.includes("?");
  return ({ url }) =>
    url !== undefined && expression.test(withQuery ? `${url.pathname}${url.search}` : url.pathname);
}
