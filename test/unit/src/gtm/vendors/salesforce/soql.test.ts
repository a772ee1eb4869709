import {
	likeExpression,
	textOfLiteral,
	tokensOf,
} from '../../../../../../sandbox/vendors/salesforce/soql-tokens.ts';
import {
	likeContaining,
	soqlLiteral,
	soqlName,
	soqlText,
} from '../../../../../../src/gtm/vendors/salesforce/soql';

const HOSTILE = [
	"O'Brien",
	"' OR Name != '",
	"\\' OR Id != NULL --",
	'\\',
	"\\\\'",
	'a\nb\rc\td\be\ff',
	'"quoted"',
	'100%_sure',
	'\\%',
	"') OR (Email LIKE '%",
	'日本\u2028語',
	'{0}${1}',
];

describe('a text as a literal', () => {
	test.each(HOSTILE)('%j is one literal that means itself', (text) => {
		const [token, ...rest] = tokensOf(soqlText(text));
		expect(rest).toEqual([]);
		expect(token?.kind).toBe('text');
		expect(textOfLiteral(token?.source ?? '')).toBe(text);
	});

	test.each(HOSTILE)('%j in LIKE is one literal, and finds itself only', (text) => {
		const [token, ...rest] = tokensOf(likeContaining(text));
		expect(rest).toEqual([]);
		const expression = likeExpression(token?.source ?? '');
		expect(`before ${text} after`).toMatch(expression);
		expect('something else').not.toMatch(expression);
	});

	test('wildcards in LIKE stand for themselves', () => {
		const [token] = tokensOf(likeContaining('50%_off'));
		expect('50 percent off').not.toMatch(likeExpression(token?.source ?? ''));
		expect('now 50%_off!').toMatch(likeExpression(token?.source ?? ''));
	});
});

describe('a name', () => {
	test.each(['Title', 'Tier__c', 'Account.Name', 'ns__Field__c', 'Parent__r.Owner.Email'])(
		'%s is taken',
		(name) => expect(soqlName(name)).toBe(name),
	);

	test.each([
		'',
		'Id, Name',
		"Id' OR ''='",
		'Name FROM User',
		'(SELECT Id FROM Contacts)',
		'1st',
		'a..b',
		'Id--',
	])('%j is refused before anything is sent', (name) =>
		expect(() => soqlName(name)).toThrow(/not the API name of a field/),
	);
});

describe('a value of a type', () => {
	test.each([
		['number', '12.5', '12.5'],
		['number', 7, '7'],
		['boolean', 'True', 'TRUE'],
		['date', '2026-11-25', '2026-11-25'],
		['dateTime', '2026-11-25T10:30:00+01:00', '2026-11-25T09:30:00.000Z'],
		['dateTime', '2026-11-25', '2026-11-25T00:00:00.000Z'],
		['id', '0035g00000AbCdE', "'0035g00000AbCdE'"],
		['text', 5, "'5'"],
	] as const)('%s %j is written %s', (type, value, literal) => {
		expect(soqlLiteral('Field__c', type, value)).toBe(literal);
	});

	test.each([
		['number', '1 OR Id != NULL'],
		['number', '0x10'],
		['boolean', 'maybe'],
		['date', '2026-02-30T00:00:00Z'],
		['date', 'TODAY'],
		['dateTime', '2026-11-25 OR 1=1'],
		['id', "003' OR Id != '"],
		['text', { a: 1 }],
	] as const)('%s %j is refused, and the field is named', (type, value) => {
		expect(() => soqlLiteral('Field__c', type, value)).toThrow(/Field__c/);
	});
});
