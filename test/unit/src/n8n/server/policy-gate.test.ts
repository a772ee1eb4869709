import { createPolicyGate } from '../../../../../src/n8n/server/policy-gate';
import { mcpProcess } from '../../../../../src/n8n/server/mcp-process';
import { ANONYMOUS } from '../../../../../src/mcp/server/principal';
import type { AuditRecord } from '../../../../../src/policy/audit';

const settings = { audit: { to: 'output', arguments: 'none' }, trustedProxies: 0 } as const;
const attempt = {
	kind: 'tool',
	name: 'qualify',
	offer: 'qualify',
	arguments: { email: 'dana@example.com' },
	principal: ANONYMOUS,
} as const;

describe('an audit record', () => {
	const recordOf = (result?: Record<string, unknown>) => {
		const records: AuditRecord[] = [];
		const sink = {
			settings: { arguments: 'none', digestSecret: 'x' } as const,
			write: (record: AuditRecord) => records.push(record),
		};
		createPolicyGate('server', settings, sink, mcpProcess()).record(attempt, {
			outcome: result ? 'ok' : 'cancelled',
			startedAt: Date.now() - 250,
			...(result ? { result } : {}),
		});
		return records;
	};

	it('says how many bytes were given out, as JSON in UTF-8', () => {
		const [record] = recordOf({ content: 'é' });
		expect(record).toMatchObject({ outcome: 'ok', bytes: 16 });
		expect(record?.durationMs).toBeGreaterThanOrEqual(250);
	});

	it('says none where nothing was given out', () => {
		expect(recordOf()).toMatchObject([{ outcome: 'cancelled', bytes: 0 }]);
	});
});
