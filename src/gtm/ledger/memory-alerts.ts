import { canonicalJson } from '../../base/digest';
import type { AlertAccount, AlertBook, SavedAlert } from './alert-book';

export function createMemoryAlerts(): AlertBook {
	const books = new Map<string, Map<string, SavedAlert>>();
	const bookOf = (account: AlertAccount) => {
		const key = canonicalJson(account);
		const book = books.get(key) ?? new Map<string, SavedAlert>();
		books.set(key, book);
		return book;
	};
	return {
		async put(account, { name, rule }) {
			const book = bookOf(account);
			const was = book.has(name);
			book.set(name, { name, rule, state: {} });
			return await Promise.resolve(was ? 'updated' : 'created');
		},
		list: async (account) =>
			await Promise.resolve(
				[...bookOf(account).values()].toSorted((one, other) => (one.name < other.name ? -1 : 1)),
			),
		async keepState(account, { name, state }) {
			const book = bookOf(account);
			const known = book.get(name);
			if (known) book.set(name, { ...known, state });
			await Promise.resolve();
		},
		remove: async (account, name) => await Promise.resolve(bookOf(account).delete(name)),
	};
}
