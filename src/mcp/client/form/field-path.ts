/**
 * The name of a field that lies within an object: its path, joined by dots (`address.city`). A dot
 * or a tilde that belongs to a name is written `~1` and `~0`, as a JSON Pointer does with its own
 * separator.
 */
export function joinPath(path: readonly string[]): string {
	return path.map((step) => step.replaceAll('~', '~0').replaceAll('.', '~1')).join('.');
}

export function splitPath(name: string): string[] {
	return name.split('.').map((step) => step.replaceAll('~1', '.').replaceAll('~0', '~'));
}
