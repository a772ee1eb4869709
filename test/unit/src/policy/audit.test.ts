import { type AuditedCall, type AuditRecord, beginAudit } from '../../../../src/policy/audit';

let now = 0;
let records: AuditRecord[] = [];
const ports = { now: () => now, write: (record: AuditRecord) => void records.push(record) };
const server = { name: 'Acme', path: '/gtm', workflow: 'w1' };
const call: AuditedCall = {
	server,
	principal: 'apiKey:Dana',
	client: 'Inspector 2',
	kind: 'tool',
	name: 'qualify',
	arguments: { email: 'a@b.co', password: 'hunter2' },
};

beforeEach(() => {
	now = Date.UTC(2026, 10, 22);
	records = [];
});

describe('a call', () => {
	it('leaves one record, however often it ends', () => {
		const entry = beginAudit(call, { arguments: 'none' }, ports);
		now += 250.4;
		expect(entry.end({ outcome: 'ok', executionId: '7', bytes: 12 })).toBe(true);
		expect(entry.end({ outcome: 'timedOut', bytes: 0 })).toBe(false);
		expect(records).toEqual([
			{
				time: '2026-11-22T00:00:00.000Z',
				server,
				principal: 'apiKey:Dana',
				client: 'Inspector 2',
				kind: 'tool',
				name: 'qualify',
				outcome: 'ok',
				durationMs: 250,
				executionId: '7',
				bytes: 12,
			},
		]);
	});

	it('leaves its arguments as a digest, which a secret makes unguessable', () => {
		beginAudit(call, { arguments: 'hash' }, ports).end({ outcome: 'ok', bytes: 0 });
		beginAudit(call, { arguments: 'hash', digestSecret: 's' }, ports).end({
			outcome: 'ok',
			bytes: 0,
		});
		const [plain, keyed] = records;
		expect(plain?.argumentsDigest).toMatch(/^[0-9a-f]{64}$/);
		expect(keyed?.argumentsDigest).not.toBe(plain?.argumentsDigest);
		expect(JSON.stringify(records)).not.toMatch(/hunter2|a@b\.co/);
	});

	it('leaves them as they were when it came, without secrets', () => {
		const args = { email: 'a@b.co', password: 'hunter2' };
		const entry = beginAudit({ ...call, arguments: args }, { arguments: 'redacted' }, ports);
		args.email = 'changed@b.co';
		entry.end({ outcome: 'ok', bytes: 0 });
		expect(records[0]?.arguments).toEqual({ email: 'a@b.co', password: '[redacted]' });
	});

	it('leaves no arguments if there are none', () => {
		const read: AuditedCall = {
			server,
			principal: 'x',
			kind: 'resource',
			name: 'crm://a?token=hunter2',
		};
		beginAudit(read, { arguments: 'redacted' }, ports).end({ outcome: 'refused', bytes: 0 });
		expect(records[0]).toEqual({
			time: '2026-11-22T00:00:00.000Z',
			server,
			principal: 'x',
			kind: 'resource',
			name: 'crm://a?token=[redacted]',
			outcome: 'refused',
			durationMs: 0,
			bytes: 0,
		});
	});

	it('has no negative duration when the clock is set back', () => {
		const entry = beginAudit(call, { arguments: 'none' }, ports);
		now -= 5_000;
		entry.end({ outcome: 'ok', bytes: 0 });
		expect(records[0]?.durationMs).toBe(0);
	});
});
