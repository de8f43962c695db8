/** What can go wrong with orders before any of them is sent: files, identities, impossible wishes to the builder. */

export type OrdersErrorCode =
  | "ORDERS_FILE_UNREADABLE"
  | "ORDERS_FILE_INVALID"
  | "ORDERS_FILE_EMPTY"
  | "ORDER_WITHOUT_IDENTITY"
  | "ORDER_IMPOSSIBLE";

export class OrdersError extends Error {
  readonly code: OrdersErrorCode;

  constructor(message: string, options: { readonly code: OrdersErrorCode; readonly cause?: unknown }) {
    super(message, "cause" in options ? { cause: options.cause } : undefined);
    this.name = "OrdersError";
    this.code = options.code;
  }
}
