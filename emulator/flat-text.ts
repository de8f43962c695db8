/**
 * The same text in one piece. V8 keeps a text that was put together as a tree of its parts, and with a part the whole text that it
 * was cut out of (such as a request's header); it makes it one piece of its own when somebody asks for a character. Not so a text that
 * was only cut out: that one keeps the whole.
 */
export function flatText(text: string): string {
  text.charCodeAt(0);
  return text;
}
