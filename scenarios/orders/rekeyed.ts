/** Makes another order of an order: the same text under a new identity, for load tests that need more orders than a file holds. */
import { OrdersError } from "./orders-error.ts";
import { memberSpans, replaced, type Span } from "./raw/json-spans.ts";
import { parseLossless, rawIdentity } from "./raw/raw-identity.ts";

/** Shopify's ids have 13 digits today, so the copy's number stands before them and can be read off the new id. */
const ID_STEP = 10_000_000_000_000n;
const NUMBER_STEP = 1_000_000n;

export interface RekeyOptions {
  /** Give the copy a customer of its own too: another id and another e-mail address. @default false */
  readonly newCustomer?: boolean;
}

/**
 * Copy `n` of an order (0 is the order itself). Only `id`, `admin_graphql_api_id`, `name`, `number` and `order_number` change, and the customer
 * if asked; every other character stays. The new id is `id + n × 10^13`: orders whose ids have up to 13 digits can never meet.
 * Throws OrdersError ORDER_WITHOUT_IDENTITY when the text is not an order with an id.
 */
export function rekeyed(raw: string, n: number, options: RekeyOptions = {}): string {
  if (!Number.isSafeInteger(n) || n < 0) {
    throw new OrdersError(`Cannot make copy ${n} of an order. Copies are counted in whole numbers from 0.`, {
      code: "ORDER_IMPOSSIBLE",
    });
  }
  if (n === 0) return raw;
  const copy: Copy = { raw, step: BigInt(n), members: topMembers(raw) };
  return replaced(raw, [
    ...identityChanges(copy, idOf(copy)),
    ...numberChanges(copy),
    ...(options.newCustomer === true ? customerChanges(copy) : []),
  ]);
}

interface Copy {
  readonly raw: string;
  readonly step: bigint;
  readonly members: ReadonlyMap<string, Span>;
}

type Change = Span & { readonly by: string };

/** Only the two values that say who the order is are read with every digit; thousands of copies are made in one go. */
function idOf({ raw, members }: Copy): bigint {
  const exact = (key: string): readonly [string, unknown][] => {
    const span = members.get(key);
    return span === undefined ? [] : [[key, parseLossless(raw.slice(span.start, span.end))]];
  };
  const identity = rawIdentity(Object.fromEntries([...exact("id"), ...exact("admin_graphql_api_id")]));
  if (identity.ok) return BigInt(identity.digits);
  throw new OrdersError(`Cannot copy an order: ${identity.problem}. Give one as Shopify sends it.`, {
    code: "ORDER_WITHOUT_IDENTITY",
  });
}

function topMembers(raw: string): ReadonlyMap<string, Span> {
  let order: unknown;
  try {
    order = JSON.parse(raw);
  } catch (error) {
    throw new OrdersError("Cannot copy an order: its text is not JSON. Give one as Shopify sends it.", {
      code: "ORDER_WITHOUT_IDENTITY",
      cause: error,
    });
  }
  if (typeof order === "object" && order !== null && !Array.isArray(order)) return membersAt(raw, 0);
  throw new OrdersError(
    "Cannot copy an order: its text is not a JSON object. Give one as Shopify sends it.",
    {
      code: "ORDER_WITHOUT_IDENTITY",
    },
  );
}

const membersAt = (raw: string, at: number): ReadonlyMap<string, Span> =>
  new Map(memberSpans(raw, at).map((member) => [member.key, member.value]));

function identityChanges({ raw, step, members }: Copy, orderId: bigint): readonly Change[] {
  const next = (orderId + step * ID_STEP).toString();
  return [
    ...change(members.get("id"), (span) => digitsLike(raw, span, next)),
    ...change(members.get("admin_graphql_api_id"), () => `"gid://shopify/Order/${next}"`),
  ];
}

/** An id that was written as a text stays a text. */
const digitsLike = (raw: string, span: Span, digits: string): string =>
  raw[span.start] === '"' ? `"${digits}"` : digits;

function numberChanges({ raw, step, members }: Copy): readonly Change[] {
  const shifted = (span: Span): string => {
    const text = raw.slice(span.start, span.end);
    return /^"?\d+"?$/.test(text) ? text.replace(/\d+/, (digits) => moved(digits, step)) : text;
  };
  const number = members.get("order_number");
  const digits = number === undefined ? null : (/\d+/.exec(raw.slice(number.start, number.end))?.[0] ?? null);
  return [
    ...change(members.get("number"), shifted),
    ...change(number, shifted),
    ...change(members.get("name"), (span) => renamed(raw.slice(span.start, span.end), digits, step)),
  ];
}

const moved = (digits: string, step: bigint): string => (BigInt(digits) + step * NUMBER_STEP).toString();

/** "#1001" becomes "#2001001" like its number; a name that does not hold the number gets the copy's number behind it. */
function renamed(name: string, digits: string | null, step: bigint): string {
  if (!name.startsWith('"')) return name;
  if (digits !== null && name.includes(digits)) return name.replace(digits, moved(digits, step));
  return `${name.slice(0, -1)}-${step}"`;
}

function customerChanges({ raw, step, members }: Copy): readonly Change[] {
  const at = members.get("customer");
  const customer =
    at !== undefined && raw[at.start] === "{" ? membersAt(raw, at.start) : new Map<string, Span>();
  const address = customer.get("default_address");
  const home =
    address !== undefined && raw[address.start] === "{"
      ? membersAt(raw, address.start)
      : new Map<string, Span>();
  const id = (span: Span): string =>
    raw.slice(span.start, span.end).replace(/\d+/, (digits) => `${BigInt(digits) + step * ID_STEP}`);
  const email = (span: Span): string => raw.slice(span.start, span.end).replace(/@/, `+${step}@`);
  return [
    ...change(customer.get("id"), id),
    ...change(customer.get("admin_graphql_api_id"), id),
    ...change(home.get("customer_id"), id),
    ...change(customer.get("email"), email),
    ...change(members.get("email"), email),
    ...change(members.get("contact_email"), email),
  ];
}

const change = (span: Span | undefined, by: (span: Span) => string): readonly Change[] =>
  span === undefined ? [] : [{ ...span, by: by(span) }];
