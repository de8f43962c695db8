/** Percent-encoding as RFC 3986 and RFC 5849 section 3.6 want it, total over every string. */

const UNRESERVED = /^[\w.~-]*$/;

export function percentEncode(text: string): string {
  if (UNRESERVED.test(text)) return text;
  return encodeURIComponent(wellFormed(text)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** Half a surrogate pair cannot be encoded; UTF-8 has a character that stands for what is no character. */
const wellFormed = (text: string): string =>
  /[\ud800-\udfff]/.test(text) ? Buffer.from(text, "utf8").toString("utf8") : text;

/** Decodes what is well formed and leaves the rest as it stands, so no input can make it fail. */
export function percentDecode(text: string): string {
  if (!text.includes("%")) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll("%", ""), "hex").toString("utf8"),
    );
  }
}
