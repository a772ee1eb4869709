const line = (cells: string[]) => `| ${cells.join(' | ')} |`;

/** Figures stand to the right. */
const isFigure = (text: string) => /^[-–\d.]+$/.test(text);

/** A Markdown table whose columns are of equal width, to be read in a terminal too. */
export function renderTable(heading: string[], rows: string[][]): string {
	const widths = heading.map((_, column) =>
		Math.max(3, ...[heading, ...rows].map((cells) => (cells[column] ?? '').length)),
	);
	const right = heading.map((_, column) => rows.every((cells) => isFigure(cells[column] ?? '')));
	const pad = (cells: string[]) =>
		cells.map((cell, column) => {
			const width = widths[column] ?? 0;
			return right[column] ? cell.padStart(width) : cell.padEnd(width);
		});
	const rule = widths.map((width, column) =>
		right[column] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width),
	);
	return [line(pad(heading)), line(rule), ...rows.map((cells) => line(pad(cells)))].join('\n');
}
