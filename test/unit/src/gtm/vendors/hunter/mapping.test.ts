import { toCanonical } from '../../../../../../src/gtm/model/mapping';
import { companyMapping } from '../../../../../../src/gtm/vendors/hunter/company.mapping';
import { finderMapping } from '../../../../../../src/gtm/vendors/hunter/finder.mapping';
import { hunterProfile } from '../../../../../../src/gtm/vendors/hunter/profile';

const metrics = (employees: unknown) => toCanonical(companyMapping, { metrics: { employees } });

test('employees are a number or a range, as Hunter has them', () => {
	expect(metrics(120)).toEqual({ values: { employees: 120 }, notes: [] });
	expect(metrics('1K-5K')).toEqual({ values: { employeeRange: '1K-5K' }, notes: [] });
});

test.each(['stripe', 'company/stripe', 'https://linkedin.com/company/stripe/'])(
	'the handle %s is a page of a company',
	(handle) => {
		const { values } = toCanonical(companyMapping, { linkedin: { handle } });
		expect(values).toEqual({ linkedinUrl: 'https://www.linkedin.com/company/stripe' });
	},
);

test('a verdict that is new is kept beside the email, with a note', () => {
	const { values, notes } = toCanonical(finderMapping, {
		email: 'dana@acme.example',
		score: 88,
		verification: { status: 'quarantined' },
	});
	expect(values).toEqual({
		email: 'dana@acme.example',
		custom: { score: 88, verification: { status: 'quarantined' } },
	});
	expect(notes).toHaveLength(1);
});

describe('an error', () => {
	const explain = (status: number, id: string, details: string) =>
		hunterProfile.explain({
			status,
			headers: {},
			body: { errors: [{ id, code: status, details }] },
		});

	test('403 is the rate limit, unless it speaks of the plan', () => {
		expect(explain(403, 'rate_limit_reached', 'Slow down.').status).toBe('rate_limited');
		expect(explain(403, 'forbidden', 'Your plan does not include this.').status).toBe('forbidden');
	});

	test('without a body is explained by its status', () => {
		const refusal = hunterProfile.explain({ status: 502, headers: {}, body: undefined });
		expect(refusal).toMatchObject({ status: 'upstream_error', code: 'http_502' });
	});

	test('400 keeps the words and the code of Hunter', () => {
		expect(explain(400, 'wrong_params', 'You are missing the domain')).toEqual({
			status: 'invalid',
			code: 'wrong_params',
			message: 'Hunter: You are missing the domain',
		});
	});
});
