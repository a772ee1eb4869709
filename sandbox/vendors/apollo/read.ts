import { isRecord } from '../../frame/call.ts';
import type { AnyCall } from '../../frame/call.ts';
import { readCount } from '../../frame/paging.ts';
import { unprocessable } from './errors.ts';

/** A text of a body or a query; undefined if it is none or empty. */
export function textIn(source: unknown, name: string): string | undefined {
	const value = isRecord(source) ? source[name] : undefined;
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

export function queryText({ query }: Pick<AnyCall, 'query'>, name: string): string | undefined {
	const value = query.get(name)?.trim();
	return value === undefined || value === '' ? undefined : value;
}

/** Apollo pages from 1, a hundred at most. @throws Refused */
export function pageOf(source: { page?: unknown; per_page?: unknown }) {
	const page = readCount(source.page, { fallback: 1, least: 1, most: 500 });
	const perPage = readCount(source.per_page, { fallback: 25, least: 1, most: 100 });
	if (page === undefined || perPage === undefined) {
		throw unprocessable('Invalid parameter passed in. Page * per page number is over threshold.');
	}
	return { page, perPage };
}

export function paged<T>(rows: readonly T[], { page, perPage }: ReturnType<typeof pageOf>) {
	return {
		items: rows.slice((page - 1) * perPage, page * perPage),
		pagination: {
			page,
			per_page: perPage,
			total_entries: rows.length,
			total_pages: Math.ceil(rows.length / perPage),
		},
	};
}
