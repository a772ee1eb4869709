/** Rows of one statement: databases bound how many values one takes. */
const ROWS = 400;

/** Lists of rows, each for one statement. */
export function* inChunks<Row>(rows: readonly Row[], size: number = ROWS): Generator<Row[]> {
	for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}
