/**
 * Whether a vendor can do an operation. What it cannot is not offered, with a sentence why; what it
 * does in its own way says so. Sentences are shown to users and stand in the docs.
 */
export type Capability = { supported: true; note?: string } | { supported: false; why: string };

export const can = (note?: string): Capability =>
	note === undefined ? { supported: true } : { supported: true, note };

export const cannot = (why: string): Capability => ({ supported: false, why });
