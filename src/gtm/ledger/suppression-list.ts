import { toDomain } from '../model/domain';
import { toEmail } from '../model/email';
import type { Outcome } from '../model/outcome';

/** Who must not be contacted or written, and why. */
export interface SuppressionDraft {
	kind: 'email' | 'domain';
	/** The address, or any URL or host of the company: its registrable domain counts. */
	value: string;
	/** `unsubscribed`, `customer`, `competitor`, … No personal data. */
	reason: string;
	/** Who said so: `hubspot`, `import`. */
	source?: string;
	/** Milliseconds since 1970; for ever if left out. */
	expiresAt?: number;
}

export interface Suppression extends Omit<SuppressionDraft, 'value'> {
	/** Milliseconds since 1970. */
	at: number;
}

export type SuppressionKey = Pick<SuppressionDraft, 'kind' | 'value'>;

/** Checked before anything is written to a CRM or a sequencer. Addresses are kept as digests only. */
export interface SuppressionList {
	/**
	 * All of them, or none. The same one again replaces the first.
	 *
	 * @throws RangeError naming the place of one that is no address or domain
	 */
	add(drafts: readonly SuppressionDraft[]): Promise<void>;
	remove(keys: readonly SuppressionKey[]): Promise<void>;
	/**
	 * The suppression that holds for an address, of itself or of its domain, or for a domain.
	 *
	 * @param subject what is neither an address nor a domain is not on any list
	 */
	find(subject: string): Promise<Suppression | undefined>;
}

/** @throws RangeError naming the place of one that is no address or domain */
export function normalizedKeys(keys: readonly SuppressionKey[]): SuppressionKey[] {
	return keys.map(({ kind, value }, index) => {
		const normal = kind === 'email' ? toEmail(value) : toDomain(value);
		if (normal === undefined) {
			throw new RangeError(`Entry ${index + 1} of the suppressions is no ${kind}`);
		}
		return { kind, value: normal };
	});
}

/** Under what an address or a domain may be listed. */
export function keysOf(subject: string): SuppressionKey[] {
	const email = toEmail(subject);
	const domain = toDomain(email ?? subject);
	return [
		...(email === undefined ? [] : [{ kind: 'email' as const, value: email }]),
		...(domain === undefined ? [] : [{ kind: 'domain' as const, value: domain }]),
	];
}

/** What a write ends with that met a suppression. */
export function suppressedOutcome(
	provider: string,
	{ kind, reason, source }: Suppression,
): Outcome<never> {
	const from = source === undefined ? '' : `, says ${source}`;
	return {
		status: 'suppressed',
		provider,
		reason: {
			code: `suppressed_${kind}`,
			message: `This ${kind} is on the suppression list (${reason}${from}): nothing was sent`,
		},
		retry: { advised: false },
	};
}
