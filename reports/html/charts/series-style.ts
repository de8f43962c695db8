/** How series are told apart: colour for those who see it, dash pattern and marker for everybody. */
import { type SymbolType, symbol, symbolCircle, symbolDiamond, symbolSquare, symbolTriangle } from "d3-shape";

/** One look of a line. `hue` is the number of a class in the stylesheet. */
export interface SeriesStyle {
  readonly hue: number;
  readonly dash: string;
  /** SVG path of the marker, drawn around 0,0. */
  readonly marker: string;
}

const HUES = 4;
const DASHES = ["none", "7 4", "2 4", "10 4 2 4", "1 3 6 3"] as const;
const MARKERS: readonly SymbolType[] = [symbolCircle, symbolSquare, symbolTriangle, symbolDiamond];
const MARKER_AREA = 52;

/** The look of the n-th series; the first twenty differ without any colour. */
export function seriesStyle(index: number): SeriesStyle {
  return {
    hue: (index % HUES) + 1,
    dash: DASHES[index % DASHES.length] ?? "none",
    marker: symbol(MARKERS[index % MARKERS.length], MARKER_AREA)() ?? "",
  };
}
