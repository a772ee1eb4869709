/**
 * The first of each name among rows that begin with the newest, for each account. A row without an account
 * may be of any, so it stands for all of them.
 */
export function lastOfEach<Row extends { account: string | null }>(
	newestFirst: readonly Row[],
	nameOf: (row: Row) => string,
): Row[] {
	const seen = new Map<string, Set<string | null>>();
	return newestFirst.filter((row) => {
		const accounts = seen.get(nameOf(row)) ?? new Set();
		const isSaid =
			accounts.has(row.account) ||
			accounts.has(null) ||
			(row.account === null && accounts.size > 0);
		seen.set(nameOf(row), accounts.add(row.account));
		return !isSaid;
	});
}
