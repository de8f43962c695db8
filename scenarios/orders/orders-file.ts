/** Reads somebody's own file of orders: .jsonl or .json, every order as the exact text it has in the file. */
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { isLosslessNumber } from "lossless-json";
import { OrdersError } from "./orders-error.ts";
import { elementSpans, lineAt, memberSpans, type Span } from "./raw/json-spans.ts";
import { parseLossless, rawIdentity } from "./raw/raw-identity.ts";

export interface RawOrder {
  /** The order's own JSON text, character for character; without the wrapper `{"order": …}` if there was one. */
  readonly raw: string;
  readonly key: string;
  readonly file: string;
  /** Where the order begins, from 1. */
  readonly line: number;
}

type Form = (text: string, file: string) => readonly RawOrder[];

const FORMS: Readonly<Record<string, Form>> = {
  ".jsonl": fromLines,
  ".ndjson": fromLines,
  ".json": fromDocument,
};

/**
 * Reads a file of orders. Throws OrdersError: ORDERS_FILE_UNREADABLE (no such file, not UTF-8), ORDERS_FILE_INVALID (not JSON, not orders),
 * ORDER_WITHOUT_IDENTITY, ORDERS_FILE_EMPTY; the message begins with file:line.
 */
export async function readOrdersFile(file: string): Promise<readonly RawOrder[]> {
  return ordersIn(await textOf(file), file);
}

/** The same for a text that is in memory; the name decides the form. */
export function ordersIn(text: string, file: string): readonly RawOrder[] {
  const form = FORMS[extname(file).toLowerCase()];
  if (form === undefined) {
    throw new OrdersError(
      `Cannot tell what ${file} holds. Name it .jsonl (one order a line) or .json (one order, or a list of them).`,
      { code: "ORDERS_FILE_INVALID" },
    );
  }
  const orders = form(text.startsWith("\uFEFF") ? text.slice(1) : text, file);
  if (orders.length > 0) return orders;
  throw new OrdersError(`${file}: there is no order in it. Export some orders from Shopify first.`, {
    code: "ORDERS_FILE_EMPTY",
  });
}

async function textOf(file: string): Promise<string> {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(await readFile(file));
  } catch (error) {
    const reason =
      error instanceof TypeError
        ? "it is not UTF-8 text"
        : String(error instanceof Error ? error.message : error);
    throw new OrdersError(`Cannot read the orders in ${file}: ${reason}.`, {
      code: "ORDERS_FILE_UNREADABLE",
      cause: error,
    });
  }
}

function fromLines(text: string, file: string): readonly RawOrder[] {
  return text.split("\n").flatMap((line, index) => {
    const raw = line.trim();
    return raw === ""
      ? []
      : [orderFrom(raw, { parsed: parsed(raw, file, index + 1), file, line: index + 1 })];
  });
}

function fromDocument(text: string, file: string): readonly RawOrder[] {
  if (text.trim() === "") return [];
  const document = parsed(text, file, 1);
  if (Array.isArray(document)) return ordersOfList(text, { list: document, at: 0, file });
  const list = isObject(document) ? document["orders"] : undefined;
  if (Array.isArray(list)) {
    const at = memberSpans(text).find((member) => member.key === "orders")?.value.start ?? 0;
    return ordersOfList(text, { list, at, file });
  }
  const start = text.search(/\S/);
  return [orderFrom(text.trim(), { parsed: document, file, line: lineAt(text, start) })];
}

function ordersOfList(
  text: string,
  { list, at, file }: { list: readonly unknown[]; at: number; file: string },
): readonly RawOrder[] {
  return elementSpans(text, at).map((span, index) =>
    orderFrom(cut(text, span), { parsed: list[index], file, line: lineAt(text, span.start) }),
  );
}

interface Found {
  readonly parsed: unknown;
  readonly file: string;
  readonly line: number;
}

function orderFrom(raw: string, { parsed: value, file, line }: Found): RawOrder {
  const inner = isObject(value) ? value["order"] : undefined;
  if (isObject(inner)) {
    const span = memberSpans(raw).find((member) => member.key === "order")?.value ?? {
      start: 0,
      end: raw.length,
    };
    return orderFrom(cut(raw, span), { parsed: inner, file, line: line + lineAt(raw, span.start) - 1 });
  }
  if (!isObject(value)) {
    throw new OrdersError(`${file}:${line}: this is not an order but ${kindOf(value)}. ${FIX}`, {
      code: "ORDERS_FILE_INVALID",
    });
  }
  const identity = rawIdentity(value);
  if (identity.ok) return { raw, key: identity.key, file, line };
  throw new OrdersError(`${file}:${line}: the order cannot be told apart: ${identity.problem}. ${FIX}`, {
    code: "ORDER_WITHOUT_IDENTITY",
  });
}

const FIX = "Take the order as Shopify's REST API or an order webhook sends it.";

function parsed(text: string, file: string, firstLine: number): unknown {
  try {
    return parseLossless(text);
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    const position = Number(/position (\d+)/.exec(problem)?.[1] ?? 0);
    const line = firstLine + lineAt(text, position) - 1;
    throw new OrdersError(`${file}:${line}: this is not JSON: ${problem}.${hint(text, file)}`, {
      code: "ORDERS_FILE_INVALID",
      cause: error,
    });
  }
}

/** Many tools write JSON lines and name them .json. */
const hint = (text: string, file: string): string =>
  extname(file) === ".json" && /\}\s*\n\s*\{/.test(text)
    ? ` If it holds one order a line, name it ${basename(file, ".json")}.jsonl.`
    : "";

const cut = (text: string, span: Span): string => text.slice(span.start, span.end);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value) && !isLosslessNumber(value);

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  return typeof value === "string" ? "a text" : "a single value";
}
