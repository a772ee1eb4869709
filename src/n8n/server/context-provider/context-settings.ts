import type { PrivacyClass } from '../../../context/model/observation';

/** How a trigger serves the context graph. */
export interface ContextSettings {
	/** Whether clients may write, too. */
	writes: boolean;
	/** The widest class of privacy that any caller sees. */
	upTo: PrivacyClass;
}

/** What callers with tokens need. */
export const CONTEXT_SCOPES = {
	read: 'context.read',
	write: 'context.write',
	/** Merging and keeping apart: it changes who is who. */
	review: 'context.review',
	/** Phone numbers and private addresses. */
	private: 'context.private',
} as const;
