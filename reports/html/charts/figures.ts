/** Writes the numbers of a chart: coordinates for the drawing, values for its reader. */

const FROM_ONE = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const BELOW_ONE = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 3 });
const FROM_A_MILLION = new Intl.NumberFormat("en-US", { notation: "compact", maximumSignificantDigits: 4 });

/** A tenth of a unit is finer than any screen shows, and keeps the page small. */
export function coordinate(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A value on an axis or in the data table: "1,250", "0.1", "2.5M". */
export function formatFigure(value: number): string {
  const size = Math.abs(value);
  if (size >= 1_000_000) return FROM_A_MILLION.format(value);
  return (size < 1 ? BELOW_ONE : FROM_ONE).format(value);
}
