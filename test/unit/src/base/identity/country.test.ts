import { countryName, toCountryCode } from '../../../../../src/base/identity/country';

describe('a country', () => {
	it.each([
		['DE', 'DE'],
		['de', 'DE'],
		[' Germany ', 'DE'],
		['United States', 'US'],
		['The United States of America', 'US'],
		['U.S.A.', 'US'],
		['UK', 'GB'],
		['United Kingdom', 'GB'],
		['Côte d’Ivoire', 'CI'],
		['Turkey', 'TR'],
		['Türkiye', 'TR'],
		['Trinidad and Tobago', 'TT'],
		['Bosnia & Herzegovina', 'BA'],
		['Korea, Republic of', 'KR'],
		['south korea', 'KR'],
		['Netherlands', 'NL'],
		['The Netherlands', 'NL'],
		['Kosovo', 'XK'],
	])('%p is %p', (source, code) => {
		expect(toCountryCode(source)).toBe(code);
	});

	it.each([
		'',
		'EU',
		'European Union',
		'ZZ',
		'AA',
		'SU',
		'DD',
		'Bavaria',
		'Europe',
		'California',
		'49',
	])('is not %p', (source) => {
		expect(toCountryCode(source)).toBeUndefined();
	});

	it('has a name', () => {
		expect(countryName('de')).toBe('Germany');
		expect(countryName('ZZ')).toBeUndefined();
	});
});
