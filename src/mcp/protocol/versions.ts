/**
 * Protocol revisions in two eras. The legacy era opens with an `initialize` handshake, the modern
 * era is stateless: every request carries its revision and the client's capabilities in `_meta`.
 * Newest first, because the first is what a client of an unknown revision is offered.
 */
export const LEGACY_VERSIONS = ['2025-11-25', '2025-06-18', '2025-03-26', '2024-11-05'] as const;
export const MODERN_VERSIONS = ['2026-07-28'] as const;

export type LegacyVersion = (typeof LEGACY_VERSIONS)[number];
export type ModernVersion = (typeof MODERN_VERSIONS)[number];
export type ProtocolVersion = LegacyVersion | ModernVersion;
export type Era = 'legacy' | 'modern';

export function isLegacyVersion(version: unknown): version is LegacyVersion {
	return LEGACY_VERSIONS.some((known) => known === version);
}

export function isModernVersion(version: unknown): version is ModernVersion {
	return MODERN_VERSIONS.some((known) => known === version);
}

/**
 * The revision that answers an `initialize`: the requested one if it is spoken here, else the
 * newest legacy one. Never a modern one: those have no handshake
 * (specification 2025-11-25, Lifecycle, Version Negotiation).
 */
export function negotiateLegacyVersion(requested: unknown): LegacyVersion {
	return isLegacyVersion(requested) ? requested : LEGACY_VERSIONS[0];
}
