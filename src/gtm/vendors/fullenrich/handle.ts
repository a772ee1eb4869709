export type EnrichmentKind = 'enrich' | 'reverse';

/** Ids look alike, and each kind has its own place to ask at. */
export function handleOf(kind: EnrichmentKind, id: string): string {
	return `${kind}:${id}`;
}

/** Undefined if it is none of ours. */
export function readHandle(handle: string): { kind: EnrichmentKind; id: string } | undefined {
	const [, kind, id] = /^(enrich|reverse):([\w-]{1,100})$/.exec(handle) ?? [];
	if (id === undefined) return undefined;
	return { kind: kind === 'reverse' ? 'reverse' : 'enrich', id };
}
