import { negotiateLegacyVersion } from '../../../../../src/mcp/protocol/versions';

describe('the version of a handshake', () => {
	it('is the requested one if it is spoken here', () => {
		expect(negotiateLegacyVersion('2025-03-26')).toBe('2025-03-26');
	});

	it.each(['2026-07-28', '2099-01-01', '', undefined, 5])('is 2025-11-25 for %p', (requested) => {
		expect(negotiateLegacyVersion(requested)).toBe('2025-11-25');
	});
});
