/** Names joined by dots, outermost first: `name.first_name`. A list's element is its index: `emails.0`. */
export type Path = string;

/** The value at a path; undefined where the path leads nowhere. Own members only. */
export function readPath(root: unknown, path: Path): unknown {
	return path.split('.').reduce<unknown>((at, name) => {
		if (typeof at !== 'object' || at === null || !Object.hasOwn(at, name)) return undefined;
		return (at as Record<string, unknown>)[name];
	}, root);
}

/** Sets the value at a path and makes the objects, or lists before an index, on the way. */
export function writePath(root: Record<string, unknown>, path: Path, value: unknown): void {
	const names = path.split('.');
	const last = names.pop() ?? path;
	let at: Record<string, unknown> = root;
	for (const [index, name] of names.entries()) {
		if (!Object.hasOwn(at, name) || typeof at[name] !== 'object' || at[name] === null) {
			define(at, name, /^\d+$/.test(names[index + 1] ?? last) ? [] : {});
		}
		at = at[name] as Record<string, unknown>;
	}
	define(at, last, value);
}

/** A copy without what lies at the paths; objects and lists that are empty for it go too. */
export function withoutPaths(
	record: Readonly<Record<string, unknown>>,
	paths: readonly Path[],
): Record<string, unknown> {
	const gone = new Set(paths);
	const parents = parentsOf(paths);
	const kept = prunedMembers(record, '', { gone, parents });
	return fromEntries(kept);
}

/**
 * The members of an object as paths: it descends only where `known` has a longer path, so that a value
 * which is an object itself stays whole.
 */
export function entriesOf(
	record: Readonly<Record<string, unknown>>,
	known: ReadonlySet<Path>,
): Array<[Path, unknown]> {
	const parents = parentsOf([...known]);
	const walk = (at: Readonly<Record<string, unknown>>, prefix: string): Array<[Path, unknown]> =>
		Object.entries(at).flatMap(([name, value]): Array<[Path, unknown]> => {
			const path = `${prefix}${name}`;
			const descends = !known.has(path) && parents.has(path) && isObject(value);
			return descends ? walk(value, `${path}.`) : [[path, value]];
		});
	return walk(record, '');
}

interface Cut {
	gone: ReadonlySet<Path>;
	parents: ReadonlySet<Path>;
}

function prunedMembers(container: object, prefix: string, cut: Cut): Array<[string, unknown]> {
	return Object.entries(container).flatMap(([name, value]): Array<[string, unknown]> => {
		const path = `${prefix}${name}`;
		if (cut.gone.has(path)) return [];
		if (!cut.parents.has(path) || typeof value !== 'object' || value === null) {
			return [[name, value]];
		}
		const below = prunedMembers(value as object, `${path}.`, cut);
		if (below.length === 0) return [];
		return [[name, Array.isArray(value) ? below.map(([, kept]) => kept) : fromEntries(below)]];
	});
}

function fromEntries(entries: ReadonlyArray<[string, unknown]>): Record<string, unknown> {
	const made: Record<string, unknown> = {};
	for (const [name, value] of entries) define(made, name, value);
	return made;
}

/** Every path that a longer one leads through. */
function parentsOf(paths: readonly Path[]): ReadonlySet<Path> {
	return new Set(
		paths.flatMap((path) => {
			const names = path.split('.');
			return names.slice(1).map((_, index) => names.slice(0, index + 1).join('.'));
		}),
	);
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** `__proto__` is a name like any other here. */
function define(target: Record<string, unknown>, name: string, value: unknown): void {
	Object.defineProperty(target, name, {
		value,
		enumerable: true,
		configurable: true,
		writable: true,
	});
}
