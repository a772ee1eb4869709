import { createSessions } from '../../../../../../src/gtm/vendors/salesforce/session';
import { instanceUrlOf } from '../../../../../../src/gtm/vendors/salesforce/instance-url';
import { toRecordId } from '../../../../../../src/gtm/vendors/salesforce/record-id';

describe('where the org is', () => {
	const ANSWERED = { oauthTokenData: { instance_url: 'https://acme.my.salesforce.com' } };

	test.each([
		['what the login said', ANSWERED, 'https://acme.my.salesforce.com'],
		[
			'what was entered, over the login',
			{ ...ANSWERED, instanceUrl: 'https://acme--dev.sandbox.my.salesforce.com/' },
			'https://acme--dev.sandbox.my.salesforce.com',
		],
		[
			'the org’s own login page, if n8n forgot what the login said',
			{ environment: 'custom', loginUrl: 'https://acme.my.salesforce.com/login' },
			'https://acme.my.salesforce.com',
		],
		[
			'a proxy, over all',
			{
				...ANSWERED,
				instanceUrl: 'https://acme.my.salesforce.com',
				baseUrl: 'http://127.0.0.1:4010/salesforce/',
			},
			'http://127.0.0.1:4010/salesforce',
		],
	])('is %s', (_what, credential, expected) => {
		expect(instanceUrlOf(credential)).toBe(expected);
	});

	test('is a sandbox on this machine, whichever of the three says so', () => {
		const url = 'http://127.0.0.1:4010/salesforce';
		expect(instanceUrlOf({ oauthTokenData: { instance_url: url } })).toBe(url);
		expect(instanceUrlOf({ instanceUrl: `${url}/` })).toBe(url);
		expect(instanceUrlOf({ environment: 'custom', loginUrl: url })).toBe(url);
	});

	test.each([
		[
			{ environment: 'production', loginUrl: 'https://left.over.test' },
			/Instance URL in the credential is empty.*My Domain/,
		],
		[
			{ instanceUrl: 'http://acme.my.salesforce.com' },
			/Instance URL in the credential must be an HTTPS URL/,
		],
		[{ instanceUrl: 'acme.my.salesforce.com' }, /Instance URL/],
		[
			{ instanceUrl: 'https://acme.lightning.force.com/lightning/page/home' },
			/URL of the Lightning app/,
		],
		[{ environment: 'custom', loginUrl: 'ftp://acme' }, /My Domain URL/],
	])('%j is refused, and the field is named', (credential, message) => {
		expect(() => instanceUrlOf(credential)).toThrow(message);
	});
});

describe('an id', () => {
	test.each([
		['0035g00000AbCdE', '0035g00000AbCdEAAV'],
		['001D000000IRFma', '001D000000IRFmaIAH'],
		[' 001D000000IRFmaIAH ', '001D000000IRFmaIAH'],
	])('%s is %s', (source, id) => {
		expect(toRecordId(source)).toBe(id);
	});

	test.each(['', '123', "0035g00000AbCd'", '0035g00000AbCdEAA'])('%j is none', (source) => {
		expect(() => toRecordId(source)).toThrow(/15 or 18 letters and digits/);
	});
});

describe('sessions of client credentials', () => {
	const login = {
		instanceUrl: 'https://acme.my.salesforce.com',
		clientId: 'id',
		clientSecret: 'secret',
	};

	function open() {
		const time = { now: 0 };
		const sessions = createSessions(() => time.now);
		const made: string[] = [];
		const logIn = jest.fn(async () => {
			made.push(`token-${made.length + 1}`);
			return await Promise.resolve(made.at(-1) ?? '');
		});
		const ask = async (refused = '', of = login) => await sessions.tokenFor(of, refused, logIn);
		return { time, sessions, logIn, ask };
	}

	test('twenty who ask at once make one login', async () => {
		const { ask, logIn } = open();
		const tokens = await Promise.all(Array.from({ length: 20 }, async () => await ask()));
		expect(new Set(tokens)).toEqual(new Set(['token-1']));
		expect(logIn).toHaveBeenCalledTimes(1);
	});

	test('twenty who meet the end of a session at once make one login', async () => {
		const { ask, logIn } = open();
		await ask();
		const tokens = await Promise.all(Array.from({ length: 20 }, async () => await ask('token-1')));
		expect(new Set(tokens)).toEqual(new Set(['token-2']));
		expect(logIn).toHaveBeenCalledTimes(2);
	});

	test('a token that was made a while ago is not handed out to one who has met an end', async () => {
		const { ask, time } = open();
		await ask();
		time.now += 3_600_000;
		expect(await ask('token-of-another-process')).toBe('token-2');
	});

	test('another app has another session', async () => {
		const { ask } = open();
		await ask();
		expect(await ask('', { ...login, clientSecret: 'other' })).toBe('token-2');
	});

	test('a login that failed is tried anew by the next one', async () => {
		const { ask, logIn } = open();
		logIn.mockRejectedValueOnce(new Error('invalid_client'));
		await expect(ask()).rejects.toThrow('invalid_client');
		expect(await ask()).toBe('token-1');
	});
});
