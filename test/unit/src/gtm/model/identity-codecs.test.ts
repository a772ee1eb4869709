import { country, linkedinUrl, phone } from '../../../../../src/gtm/model/identity-codecs';

test('what can be told is canonical', () => {
	expect(country.read('United States')).toEqual({ value: 'US' });
	expect(phone.read('+1 (617) 555-0123')).toEqual({ value: '+16175550123' });
	expect(linkedinUrl.read('linkedin.com/in/Dana-Fox')).toEqual({
		value: 'https://www.linkedin.com/in/dana-fox',
	});
});

test('what cannot be told stays as it is', () => {
	expect(country.read('Atlantis')).toEqual({ value: 'Atlantis' });
	expect(phone.read('0617 5550123')).toEqual({ value: '0617 5550123' });
	expect(linkedinUrl.read('https://elsewhere.test/dana')).toEqual({
		value: 'https://elsewhere.test/dana',
	});
});

test('what is no text does not fit', () => {
	expect(country.read({ code: 'US' })).toEqual({ misfit: expect.any(String) });
});
