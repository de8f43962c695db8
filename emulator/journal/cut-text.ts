/** The beginning of a text, as a text of its own. */

/** V8 keeps the whole of a long string alive for the sake of a slice; what is remembered must not be a slice. */
export function cutText(text: string, limit: number): string {
  return text.length <= limit ? text : Buffer.from(text.slice(0, limit), "utf8").toString("utf8");
}
