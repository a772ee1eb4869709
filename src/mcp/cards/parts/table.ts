import { h, type Child, type Element } from '../tree/element';

export interface Column<Row> {
	title: string;
	cell: (row: Row) => Child;
	/** Numbers stand on the right. */
	isNumber?: boolean;
}

/** Of one table; the rest is said to be there. */
const MOST_ROWS = 200;

/** A table that scrolls by itself where a screen is narrow. */
export function table<Row>(
	name: string,
	columns: ReadonlyArray<Column<Row>>,
	rows: readonly Row[],
): Element | false {
	if (rows.length === 0) return false;
	const shown = rows.slice(0, MOST_ROWS);
	const more = rows.length - shown.length;
	return h(
		'div',
		{ class: 'scroll', tabindex: 0, role: 'region', 'aria-label': name },
		h(
			'table',
			{},
			h(
				'thead',
				{},
				h(
					'tr',
					{},
					columns.map(({ title, isNumber }) =>
						h('th', { scope: 'col', class: isNumber && 'number' }, title),
					),
				),
			),
			h(
				'tbody',
				{},
				shown.map((row) =>
					h(
						'tr',
						{},
						columns.map(({ cell, isNumber }) =>
							h('td', { class: isNumber && 'number' }, cell(row)),
						),
					),
				),
			),
		),
		more > 0 && h('p', { class: 'soft' }, `${more} more rows are not shown`),
	);
}
