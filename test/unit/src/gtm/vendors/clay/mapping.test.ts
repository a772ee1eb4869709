import { toCanonical } from '../../../../../../src/gtm/model/mapping';
import { companyMapping } from '../../../../../../src/gtm/vendors/clay/company.mapping';
import { withTableNames } from '../../../../../../src/gtm/vendors/clay/output-names';
import { personMapping } from '../../../../../../src/gtm/vendors/clay/person.mapping';

test.each(['Work Email', 'workEmail', 'work-email', ' WORK_EMAIL '])(
	'the output “%s” is the work email',
	(name) => {
		const named = withTableNames(personMapping, { [name]: 'dana@acme.example' });
		expect(toCanonical(personMapping, named).values).toEqual({ email: 'dana@acme.example' });
	},
);

test('an output keeps its name if no row has it, or another output has that of the row', () => {
	const result = { 'Lead Score': 7, 'Job Title': 'a', job_title: 'b' };
	expect(withTableNames(personMapping, result)).toEqual(result);
});

test.each([
	['Catch-All', 'risky_catch_all'],
	['accept_all', 'risky_catch_all'],
	['VALID', 'deliverable'],
	['role', 'role'],
])('a routine’s word “%s” for an email is %s', (word, status) => {
	const { values } = toCanonical(personMapping, { email_status: word });
	expect(values).toEqual({ emailStatus: status });
});

test('a band of revenue is kept as it is: it is not a number', () => {
	const { values, notes } = toCanonical(companyMapping, {
		annual_revenue: '1M-10M',
		size: '51-200',
	});
	expect(values).toEqual({ employeeRange: '51-200', custom: { annual_revenue: '1M-10M' } });
	expect(notes).toHaveLength(1);
});
