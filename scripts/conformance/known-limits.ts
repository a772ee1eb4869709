import type { TargetName } from './options.ts';
import type { Revision } from './requirements.ts';

/** A scenario that a URL under n8n's control cannot pass, whatever this package does. */
export interface KnownLimit {
	target: TargetName;
	revision: Revision;
	scenario: string;
	/** Goes into the printed table and the documentation. */
	reason: string;
}

/** Each entry needs a reason in n8n itself; one that passes after all fails the run. */
export const KNOWN_LIMITS: KnownLimit[] = [];
