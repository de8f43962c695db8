/** Decodes bytes; those that are no UTF-8 throw a TypeError instead of being replaced. */
export const UTF_8 = new TextDecoder("utf-8", { fatal: true });
