import { policyProperties } from '../../../../../nodes/GtmMcpServerTrigger/policy.properties';
import {
	PolicyOptionError,
	readPolicy,
	type PolicyOptions,
} from '../../../../../src/n8n/server/policy-parameters';

describe('policy options', () => {
	it('that nobody added limit and record nothing', () => {
		expect(readPolicy({})).toEqual({ audit: { to: 'off' }, trustedProxies: 0 });
	});

	it('of zero and nothing mean the same', () => {
		const options: PolicyOptions = {
			rateLimitPerMinute: 0,
			rateLimitBurst: 0,
			toolRateLimitPerMinute: 0,
			concurrentCalls: 0,
			repeatLimit: 0,
			auditTo: 'off',
			allowedIps: ' , ',
			trustProxy: 0,
		};
		expect(readPolicy(options)).toEqual(readPolicy({}));
	});

	it('become settings', () => {
		expect(
			readPolicy({
				rateLimitPerMinute: 60,
				rateLimitBurst: 10,
				toolRateLimitPerMinute: 120,
				concurrentCalls: 20,
				repeatLimit: 5,
				auditTo: 'file',
				auditArguments: 'redacted',
				auditFile: ' gtm.jsonl ',
				auditMaxMegabytes: 1,
				auditKeepFiles: 0,
				allowedIps: '10.0.0.0/8, ::1',
				trustProxy: 1,
			}),
		).toEqual({
			principalRate: { perMinute: 60, burst: 10 },
			offerRate: { perMinute: 120 },
			concurrentCalls: 20,
			repetition: { times: 5, windowMs: 60_000 },
			audit: {
				to: 'file',
				file: 'gtm.jsonl',
				rotation: { maxBytes: 1_000_000, keepFiles: 0 },
				arguments: 'redacted',
			},
			allowedIps: ['10.0.0.0/8', '::1'],
			trustedProxies: 1,
		});
	});

	it('for the audit have defaults of their own', () => {
		expect(readPolicy({ auditTo: 'file' }).audit).toEqual({
			to: 'file',
			file: 'audit.jsonl',
			rotation: { maxBytes: 20_000_000, keepFiles: 5 },
			arguments: 'hash',
		});
		expect(readPolicy({ auditTo: 'output' }).audit).toEqual({ to: 'output', arguments: 'hash' });
	});

	it.each<[object, string]>([
		[{ rateLimitPerMinute: -1 }, 'Options > Rate Limit per Minute must be a whole number'],
		[{ rateLimitBurst: 'many' }, 'Options > Rate Limit Burst must be a whole number'],
		[{ concurrentCalls: 1.5 }, 'Options > Concurrent Calls must be a whole number'],
		[{ repeatLimit: true }, 'Options > Repeated Calls must be a whole number'],
		[{ trustProxy: Number.NaN }, 'Options > Trusted Proxies must be a whole number'],
		[{ allowedIps: '10.0.0.0/8, office' }, '"office" is not an IP address or a network'],
		[{ auditTo: 'file', auditFile: '../../etc/x.jsonl' }, 'Options > Audit File must be'],
		[{ auditTo: 'file', auditFile: 'workflow.sh' }, 'Options > Audit File must be'],
	])('that cannot be used (%j) are named', (options, message) => {
		expect(() => readPolicy(options)).toThrow(PolicyOptionError);
		expect(() => readPolicy(options)).toThrow(message);
	});

	it('are named in messages as the editor names them', () => {
		const names = policyProperties.map(({ displayName }) => displayName);
		for (const [option, value] of [
			['rateLimitPerMinute', -1],
			['rateLimitBurst', -1],
			['toolRateLimitPerMinute', -1],
			['concurrentCalls', -1],
			['repeatLimit', -1],
			['trustProxy', -1],
			['allowedIps', 'x'],
		] as const) {
			let message = '';
			try {
				readPolicy({ [option]: value });
			} catch (error) {
				({ message } = error as Error);
			}
			expect(names.some((name) => message.startsWith(`Options > ${name}`))).toBe(true);
		}
	});

	it('with the values that the editor puts in can be used', () => {
		const defaults = Object.fromEntries(
			policyProperties.map(({ name, default: value }) => [name, value]),
		);
		expect(() => readPolicy(defaults)).not.toThrow();
	});
});
