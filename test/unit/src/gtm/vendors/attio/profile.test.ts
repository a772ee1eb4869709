import { attioProfile } from '../../../../../../src/gtm/vendors/attio/profile';

const explain = (status: number, code: string, message: string) =>
	attioProfile.explain({
		status,
		headers: {},
		body: { status_code: status, type: 'invalid_request_error', code, message },
	});

describe('a refusal of Attio', () => {
	it.each([
		[400, 'missing_value', 'invalid'],
		[400, 'multiple_match_results', 'duplicate'],
		[400, 'uniqueness_conflict', 'duplicate'],
		[401, 'unauthorized', 'forbidden'],
		[403, 'unauthorized', 'forbidden'],
		[404, 'not_found', 'not_found'],
		[429, 'rate_limit_exceeded', 'rate_limited'],
		[500, 'internal_error', 'upstream_error'],
	])('of status %i with code %s is %s', (status, code, expected) => {
		expect(explain(status, code, 'No.')).toMatchObject({ status: expected, code });
	});

	it('names the attribute but not the value, which may be an address', () => {
		const conflict = explain(
			400,
			'uniqueness_conflict',
			'The value "dana@acme.com" provided for attribute with slug "email_addresses" conflicts with one already in the system.',
		);
		const invalid = explain(
			400,
			'value_not_found',
			'Invalid value was passed to attribute with slug "email_addresses": dana@acme',
		);
		for (const { message } of [conflict, invalid]) {
			expect(message).toContain('email_addresses');
			expect(message).not.toContain('dana');
		}
		expect(invalid.message).toContain('Property > Get Many shows the allowed values');
	});

	it('without a body of Attio is told by its status', () => {
		const refusal = attioProfile.explain({ status: 502, headers: {}, body: '<html>' });
		expect(refusal).toMatchObject({ status: 'upstream_error', code: 'http_502' });
	});
});
