/** What the shop double was asked and answered, as whoever was not there wants to read it. */
import { operationIn } from "./graphql-service.ts";
import { parsedJson, type ShopAnswer, type ShopRequest } from "./shop-answer.ts";

export interface ShopCall {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** The operation's name, or method and path. */
  readonly name: string;
  /** With its access token, which is nobody's affair. */
  readonly request: ShopRequest;
  /** Of GraphQL, as it was written. */
  readonly query?: string;
  /** JSON. */
  readonly variables?: string;
  readonly writes: boolean;
  /** null: it was lost. */
  readonly answer: ShopAnswer | null;
  /** The shop's own words, where something was refused; empty otherwise. */
  readonly refusal: string;
}

interface Asked {
  readonly query?: unknown;
  readonly variables?: unknown;
}

export function shopCall(at: number, request: ShopRequest, answer: ShopAnswer | null): ShopCall {
  const { query, variables } = (parsedJson(request.body) ?? {}) as Asked;
  return {
    at,
    name: operationIn(request.body) ?? `${request.method} ${request.path}`,
    request,
    ...(typeof query === "string" ? { query } : {}),
    ...(variables === undefined || variables === null ? {} : { variables: JSON.stringify(variables) }),
    writes: typeof query === "string" ? /^\s*mutation\b/m.test(query) : request.method !== "GET",
    answer,
    refusal: answer === null ? "" : refusalIn(answer),
  };
}

function refusalIn({ status, body }: ShopAnswer): string {
  const words = messagesIn(parsedJson(body));
  return words.length > 0 ? words.join("; ") : status >= 400 ? `status ${status}` : "";
}

/** Of `errors` and of every `userErrors`, however deep. */
function messagesIn(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    if (!/^(?:errors|\w*userErrors)$/i.test(name)) return messagesIn(inner);
    if (typeof inner === "string") return [inner];
    return Array.isArray(inner) ? inner.map((each) => String(each?.message ?? each)) : [];
  });
}
