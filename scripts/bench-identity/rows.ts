/** One record of a file: each field with all its values. */
export type Row = ReadonlyMap<string, readonly string[]>;

/** Rows of CSV with a heading, or of JSON lines, by what the text looks like. */
export function readRows(text: string): Row[] {
	return text.trimStart().startsWith('{') ? jsonLines(text) : csv(text);
}

/** The text of a template, such as `{first_name} {surname}`; the first value of each field. */
export function fill(template: string, row: Row): string {
	return template
		.replace(/\{([^}]+)\}/g, (_, field: string) => row.get(field)?.[0] ?? '')
		.replace(/\s+/g, ' ')
		.trim();
}

function jsonLines(text: string): Row[] {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	return lines.map((line) => {
		const fields = new Map<string, string[]>();
		collect(JSON.parse(line), '', fields);
		return fields;
	});
}

/** Values by their innermost name, wherever they stand. */
function collect(value: unknown, name: string, fields: Map<string, string[]>): void {
	if (Array.isArray(value)) {
		for (const each of value) collect(each, name, fields);
	} else if (typeof value === 'object' && value !== null) {
		for (const [key, each] of Object.entries(value)) collect(each, key, fields);
	} else if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
		const known = fields.get(name);
		if (known) known.push(String(value));
		else fields.set(name, [String(value)]);
	}
}

function csv(text: string): Row[] {
	const [heading = [], ...lines] = cells(text);
	return lines.map(
		(line) =>
			new Map(
				heading.flatMap((name, at): Array<[string, string[]]> => {
					const value = line[at] ?? '';
					return value === '' ? [] : [[name, [value]]];
				}),
			),
	);
}

/** RFC 4180: quoted cells may have commas, line breaks and doubled quotes. */
function cells(text: string): string[][] {
	const rows: string[][] = [];
	let row: string[] = [];
	const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
	while (cell.lastIndex < text.length) {
		const [, quoted, plain = '', end] = cell.exec(text) ?? [];
		if (end === undefined) throw new RangeError(`Line ${rows.length + 1} is no CSV`);
		row.push(quoted?.replaceAll('""', '"') ?? plain);
		if (end === ',') continue;
		rows.push(row);
		row = [];
	}
	return rows;
}
