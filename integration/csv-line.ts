/** One line of CSV (RFC 4180) that a spreadsheet shows and never runs. */

const NEW_LINE = "\r\n";

/** A spreadsheet takes such a cell for a formula and runs it (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r]/;

export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map(cell).join(",")}${NEW_LINE}`;
}

function cell(value: string | number | null): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const plain = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
