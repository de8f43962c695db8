/** The two shapes every chart is drawn in: one for a page, one for a phone; the stylesheet shows one of them. */

/** A drawing surface in SVG units; text keeps its size, only the room around it differs. */
export interface ChartSize {
  readonly name: "wide" | "narrow";
  readonly width: number;
  readonly plotHeight: number;
  /** How many tick marks fit beside each other. */
  readonly ticks: number;
}

export const CHART_SIZES: readonly ChartSize[] = [
  { name: "wide", width: 720, plotHeight: 250, ticks: 8 },
  { name: "narrow", width: 340, plotHeight: 210, ticks: 4 },
];
