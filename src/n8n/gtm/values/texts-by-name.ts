import { toJsonObject } from './json';
import { isAbsent } from './given';
import { toText } from './text';
import { Unreadable } from './unreadable';

/**
 * A text for each name, of a JSON object. Numbers and true or false become texts; a name whose value is
 * null or empty is left out.
 *
 * @throws Unreadable naming the member that is a list or an object
 */
export function toTextsByName(value: unknown): Record<string, string> {
	const entries = Object.entries(toJsonObject(value) ?? {}).flatMap(([name, one]) => {
		if (isAbsent(one)) return [];
		try {
			return [[name, toText(one) ?? ''] as const];
		} catch (error) {
			if (!(error instanceof Unreadable)) throw error;
			throw new Unreadable(
				`has "${name}", which ${error.what}`,
				'Enter one text or number for each name',
			);
		}
	});
	return Object.fromEntries(entries);
}
