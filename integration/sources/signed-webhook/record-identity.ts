/** Which record a body is, by expressions of the configuration: key, version, and when the source made this edition. */
import { createHash } from "node:crypto";
import { IntegrationError } from "../../errors.ts";
import type { Identity } from "../../intake/to-incoming.ts";
import { compileDirectly, type DirectExpression } from "../../mapping/expressions/direct/compile-directly.ts";
import type { Node } from "../../mapping/expressions/direct/node.ts";
import { compileExpression } from "../../mapping/expressions/expression.ts";
import { ExpressionFailed } from "../../mapping/expressions/expression-failed.ts";
import { parseOrder } from "../../mapping/parse-order.ts";

export interface IdentityForm {
  /** JSONata over the body, as are the others; names the record for ever. Whatever `&` joins in it has to be there. */
  readonly key: string;
  /** Tells one edition of the record from every other. */
  readonly version: string;
  /** A time, or a whole number that only grows; of two editions the later one counts. @default the version */
  readonly editionAt?: string | undefined;
}

/** Numbers beyond 2^53 are text, so no digit is lost. The identifier throws `ORDER_UNREADABLE`, and nothing else. */
export function recordIdentity({ key, version, editionAt = version }: IdentityForm) {
  const texts = { key, version, editionAt };
  const read = {
    key: compileExpression(texts.key),
    version: compileExpression(texts.version),
    editionAt: compileExpression(texts.editionAt),
  };
  const joined = joinedIn(read.key.tree as unknown as Node);
  return async (raw: Uint8Array): Promise<Identity> => {
    const parsed = parseOrder(raw);
    if (!parsed.ok) throw unreadable(parsed.failure.message);
    const textOf = async (part: keyof typeof read): Promise<string> => {
      const value = await evaluated(read[part].evaluate(parsed.order, {}), part);
      if (isName(value)) return String(value);
      throw unreadable(`\`${texts[part]}\` gives no ${part}`);
    };
    const name = await textOf("key");
    if (!joined.every((part) => isThere(part, parsed.order)))
      throw unreadable(`a part of its key \`${key}\` is missing`);
    const body = createHash("sha256").update(raw).digest("hex").slice(0, 16);
    return {
      key: name,
      // A record may change twice at one time as the source writes it.
      version: `${await textOf("version")} ${body}`,
      editionAt: rankOf(await textOf("editionAt")),
    };
  };
}

const isName = (value: unknown): value is string | number =>
  (typeof value === "string" && value !== "") || typeof value === "number";

interface Joining extends Node {
  readonly lhs: Node;
  readonly rhs: Node;
}

/**
 * What `&` joins, but for the texts that are written out. JSONata takes a part that is missing for nothing: all records without it
 * would have one name, and each would take the place of the one before.
 */
function joinedIn(node: Node): readonly DirectExpression[] {
  if (node.type === "binary" && node.value === "&") {
    const { lhs, rhs } = node as Joining;
    return [...joinedIn(lhs), ...joinedIn(rhs)];
  }
  const part = node.type === "string" ? null : compileDirectly(node);
  return part === null ? [] : [part];
}

function isThere(part: DirectExpression, order: unknown): boolean {
  try {
    return isName(part(order, {}));
  } catch {
    // Only JSONata can say, and it takes the expression as a whole.
    return true;
  }
}

/** Whatever else has a digit in it Date.parse takes for some time or other: "edition 7" is July 2001 to it. */
const TIME = /^(?:\d{4}-\d{2}-\d{2}|[A-Z][a-z]{2}, \d)/;

/** A counter is its own rank, and so are seconds or milliseconds; null where only the order of arrival is left. */
function rankOf(text: string): number | null {
  const rank = /^\d+$/.test(text) ? Number(text) : TIME.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isSafeInteger(rank) ? rank : null;
}

async function evaluated(value: Promise<unknown>, part: string): Promise<unknown> {
  try {
    return await value;
  } catch (cause) {
    if (cause instanceof ExpressionFailed) throw unreadable(`its ${part} cannot be read: ${cause.message}`);
    throw cause;
  }
}

function unreadable(why: string): IntegrationError {
  return new IntegrationError({
    code: "ORDER_UNREADABLE",
    message: `Cannot tell which record this is: ${why}. Look at the raw bytes; correct the flow's configuration, or have it sent again.`,
  });
}
