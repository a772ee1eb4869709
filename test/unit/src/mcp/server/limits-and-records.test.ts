import { createPolicyGate } from '../../../../../src/mcp/server/policy-gate';
import { createDoorkeeper } from '../../../../../src/policy/admission';
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

const server = { name: 'Acme GTM', path: '/gtm', workflow: 'w1' };

describe('limits', () => {
	it('count for each address where callers have no credentials, so that one cannot use up those of all', async () => {
		const limited = { ...settings, principalRate: { perMinute: 1 } };
		const gate = createPolicyGate(
			'server',
			limited,
			undefined,
			createDoorkeeper(() => 0),
		);
		const from = async (address: string) =>
			await gate.admit({ ...attempt, principal: { ...ANONYMOUS, address } });
		expect([
			await from('203.0.113.1'),
			await from('203.0.113.1'),
			await from('203.0.113.2'),
		]).toMatchObject([{ kind: 'admitted' }, { kind: 'refused' }, { kind: 'admitted' }]);
	});
});

describe('an audit record', () => {
	const recordOf = (result?: Record<string, unknown>) => {
		const records: AuditRecord[] = [];
		const sink = {
			server,
			settings: { arguments: 'none', digestSecret: 'x' } as const,
			write: (record: AuditRecord) => records.push(record),
		};
		const gate = createPolicyGate(
			'server',
			settings,
			sink,
			createDoorkeeper(() => 0),
		);
		gate.beginRecord(attempt, Date.now() - 250).end({
			outcome: result ? 'ok' : 'cancelled',
			...(result ? { result } : {}),
		});
		return records;
	};

	it('says how many bytes were given out, as JSON in UTF-8', () => {
		const [record] = recordOf({ content: 'é' });
		expect(record).toMatchObject({ outcome: 'ok', bytes: 16 });
		expect(record?.durationMs).toBeGreaterThanOrEqual(250);
	});

	it('says which server of which workflow was called', () => {
		expect(recordOf()).toMatchObject([{ server }]);
	});

	it('says none where nothing was given out', () => {
		expect(recordOf()).toMatchObject([{ outcome: 'cancelled', bytes: 0 }]);
	});
});
