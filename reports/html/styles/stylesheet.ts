/** The whole stylesheet of the page. Constant text: nothing out of a report ever enters it. */
import { BLOCK_STYLES } from "./block-styles.ts";
import { CHART_STYLES } from "./chart-styles.ts";
import { FRAME_STYLES } from "./frame-styles.ts";
import { customProperties, DARK, LIGHT } from "./palette.ts";
import { PRINT_STYLES } from "./print-styles.ts";

/** Typefaces that machines already have: the page may not load any. */
const TYPEFACES = `--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Book Antiqua",Georgia,"Liberation Serif",serif;
--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Liberation Sans",sans-serif;
--mono:ui-monospace,"SF Mono",Menlo,Consolas,"Liberation Mono",monospace`;

export const STYLESHEET = `
:root{${customProperties(LIGHT)};${TYPEFACES}}
@media screen and (prefers-color-scheme:dark){:root{${customProperties(DARK)}}}
${FRAME_STYLES}${BLOCK_STYLES}${CHART_STYLES}${PRINT_STYLES}`;
