/** HTML that knows it is HTML: everything put into a template is escaped unless it came from a template. */
import { escapeHtml } from "./escape.ts";

/**
 * A piece of finished HTML. A class and not a string or an object of a known shape, so that nothing which
 * arrives inside a report (text, or JSON that looks like markup) can pass for it.
 */
export class Markup {
  readonly #source: string;

  constructor(source: string) {
    this.#source = source;
  }

  toString(): string {
    return this.#source;
  }
}

/** What a template takes: text and numbers are escaped, markup is not, lists are joined, null is nothing. */
export type Fragment = string | number | Markup | null | readonly Fragment[];

/** Template tag: `html`<p>${text}</p>`` escapes `text`. The markup itself is written so that XML readers accept it too. */
export function html(strings: TemplateStringsArray, ...values: readonly Fragment[]): Markup {
  return new Markup(
    strings.reduce((done, string, index) => done + sourceOf(values[index - 1] ?? null) + string),
  );
}

/** Markup from a constant of this program, e.g. the stylesheet. Never for anything out of a report. */
export function trusted(source: string): Markup {
  return new Markup(source);
}

function sourceOf(value: Fragment): string {
  if (value === null) return "";
  if (value instanceof Markup) return value.toString();
  if (Array.isArray(value)) return value.map(sourceOf).join("");
  return escapeHtml(String(value));
}
