import { MINIMUM_KEY_LENGTH, type ApiKey } from './api-keys';

/** What is wrong with a set of keys, as sentences for the person who typed them. */
export function findKeyProblems(keys: readonly ApiKey[]): string[] {
	if (keys.length === 0) return ['Add at least one key.'];
	return keys.flatMap((key, index) => findProblem(key, index, keys) ?? []);
}

function findProblem(
	{ label, key, expires, limits }: ApiKey,
	index: number,
	keys: readonly ApiKey[],
): string | undefined {
	const name = label.trim();
	const earlier = keys.slice(0, index);
	if (name === '')
		return `Key ${index + 1} has no label. Enter the name of the caller under Label.`;
	if (earlier.some((other) => other.label.trim() === name)) {
		return `The label "${name}" is used twice.`;
	}
	if (key.trim().length < MINIMUM_KEY_LENGTH) {
		return `The key "${name}" is shorter than ${MINIMUM_KEY_LENGTH} characters.`;
	}
	if (/\s/.test(key.trim()))
		return `The key "${name}" contains spaces, which HTTP headers do not allow. Remove them.`;
	if (!/^[\x21-\x7e]*$/.test(key.trim())) {
		return `The key "${name}" contains characters that HTTP headers do not allow. Use letters, digits, "-" and "_".`;
	}
	const twin = earlier.find((other) => other.key.trim() === key.trim());
	if (twin) return `The keys "${twin.label.trim()}" and "${name}" are the same.`;
	if (expires !== undefined && Number.isNaN(Date.parse(expires))) {
		return `The key "${name}" expires at "${expires}", which is not a date.`;
	}
	const wrong = [limits?.perMinute, limits?.burst, limits?.concurrent].find(
		(limit) => limit !== undefined && !(limit > 0),
	);
	return wrong === undefined
		? undefined
		: `A limit of the key "${name}" must be greater than zero.`;
}
