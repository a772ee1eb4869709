import type { ICredentialType, INodeProperties } from 'n8n-workflow';

import { publishedCredentials } from './published-credentials';

/** Below it, a hint stands on one line of n8n's window for credentials. */
const ONE_LINE = 100;

/** The fields that a person fills in, those of an entry of a list included. */
function fieldsOf(properties: INodeProperties[]): INodeProperties[] {
	return properties
		.filter(({ type }) => type !== 'hidden' && type !== 'notice')
		.flatMap((property) => [
			property,
			...(property.options ?? []).flatMap((option) =>
				'values' in option ? fieldsOf(option.values) : [],
			),
		]);
}

const CREDENTIALS = publishedCredentials().map(
	(credential) => [credential.displayName, credential] as const,
);
const ofVendors = CREDENTIALS.filter(([, { properties }]) =>
	properties.some(({ name }) => name === 'baseUrl'),
);

const hintsOf = ({ properties }: ICredentialType) =>
	fieldsOf(properties).flatMap(({ hint }) => hint ?? []);

describe('the form of a credential', () => {
	it.each(CREDENTIALS)('of %s says in one line where its key is', (_name, credential) => {
		const hints = hintsOf(credential);
		expect(hints).toHaveLength(1);
		expect(hints[0]?.length).toBeLessThanOrEqual(ONE_LINE);
	});

	it.each(ofVendors)('of %s names the vendor there', (name, credential) => {
		const [vendor = ''] = name.replace(/^GTM /, '').split(' ');
		expect(hintsOf(credential)[0]?.toLowerCase()).toContain(vendor.toLowerCase());
	});

	it.each(ofVendors)('of %s ends with the Base URL', (_name, { properties }) => {
		expect(fieldsOf(properties).at(-1)?.name).toBe('baseUrl');
	});

	it('is of all vendors', () => {
		expect(ofVendors.length).toBeGreaterThanOrEqual(16);
	});
});
