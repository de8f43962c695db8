/** Which record a body is, by expressions of the configuration: key, version, and when the source made this edition. */
import { createHash } from "node:crypto";
import { IntegrationError } from "../../errors.ts";
import type { Identity } from "../../intake/to-incoming.ts";
import { compileExpression } from "../../mapping/expressions/expression.ts";
import { ExpressionFailed } from "../../mapping/expressions/expression-failed.ts";
import { parseOrder } from "../../mapping/parse-order.ts";

export interface IdentityForm {
  /** JSONata over the body, as are the others; names the record for ever. */
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
  return async (raw: Uint8Array): Promise<Identity> => {
    const parsed = parseOrder(raw);
    if (!parsed.ok) throw unreadable(parsed.failure.message);
    const textOf = async (part: keyof typeof read): Promise<string> => {
      const value = await evaluated(read[part].evaluate(parsed.order, {}), part);
      if ((typeof value === "string" && value !== "") || typeof value === "number") return String(value);
      throw unreadable(`\`${texts[part]}\` gives no ${part}`);
    };
    const body = createHash("sha256").update(raw).digest("hex").slice(0, 16);
    return {
      key: await textOf("key"),
      // A record may change twice at one time as the source writes it.
      version: `${await textOf("version")} ${body}`,
      editionAt: rankOf(await textOf("editionAt")),
    };
  };
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
