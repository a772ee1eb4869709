import { readDashboardKeys } from '../../../../../../src/n8n/server/dashboard/dashboard-keys';
import { PolicyOptionError } from '../../../../../../src/n8n/server/policy-parameters';

const keys = [
	{ label: 'Dana', key: 'k'.repeat(24) },
	{ label: 'Agent', key: 'l'.repeat(24), resultFields: ['status'] },
];

it('reads labels of keys that there are', () => {
	expect(readDashboardKeys(' Dana ', { kind: 'apiKeys', keys })).toEqual(['Dana']);
	expect(readDashboardKeys('', { kind: 'none' })).toEqual([]);
	expect(readDashboardKeys(undefined, { kind: 'apiKeys', keys })).toEqual([]);
});

it.each([
	['Dana', { kind: 'none' as const }, 'Set Authentication to API Keys or Sign-In'],
	['Dana, Kim', { kind: 'signIn' as const, keys }, 'no key with the label "Kim"'],
	['Agent', { kind: 'apiKeys' as const, keys }, 'Enter the label of a key without Result Fields'],
])('refuses "%s" where it cannot be meant', (text, authentication, message) => {
	expect(() => readDashboardKeys(text, authentication)).toThrow(PolicyOptionError);
	expect(() => readDashboardKeys(text, authentication)).toThrow(message);
});
