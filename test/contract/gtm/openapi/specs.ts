import { loadDocument, specificationsOf, specsArePresent } from './document';
import { specOfDocument } from './spec';
import type { Deviation, Spec } from './spec';

const NO_OPERATION = /the specification has no operation/;

/** Several documents as one: each request is checked by the one that has its operation. */
function together(specs: readonly Spec[]): Spec {
	const [first] = specs;
	if (first === undefined) throw new RangeError('there is no document');
	const ask = (check: (spec: Spec) => string[]): string[] => {
		const answers = specs.map(check);
		return (
			answers.find((problems) => !problems.some((each) => NO_OPERATION.test(each))) ?? check(first)
		);
	};
	return {
		checkRequest: (request) => ask((spec) => spec.checkRequest(request)),
		checkResponse: (request, response) => ask((spec) => spec.checkResponse(request, response)),
		covered: () => specs.flatMap((spec) => spec.covered()).sort(),
		unusedDeviations: () => {
			const [one = [], ...others] = specs.map((spec) => spec.unusedDeviations());
			return one.filter((each) => others.every((unused) => unused.includes(each)));
		},
	};
}

/** A vendor whose specification is all that its folder holds, or those of its files that are OpenAPI. */
export type Specified = string | { vendor: string; files: readonly string[] };

const filesOf = (specified: Specified): readonly string[] =>
	typeof specified === 'string' ? specificationsOf(specified) : specified.files;

function specOf(specified: Specified, deviations: readonly Deviation[]): Spec {
	return together(filesOf(specified).map((file) => specOfDocument(loadDocument(file), deviations)));
}

/** `attio: 14 operations covered by its specification`, printed where the suite's output goes. */
function printCoverage(vendor: string, spec: Spec | undefined): void {
	const covered = spec?.covered().length ?? 0;
	process.stdout.write(`${vendor}: ${covered} operations checked against its specification\n`);
}

/**
 * Tests of a vendor's contract. Without ../shared/specs they are skipped, and counted as such, which
 * fails a run with --no-skips; with it, the number of operations covered is printed at the end, and
 * a deviation that nothing met fails.
 */
export function describeContract(
	specified: Specified,
	deviations: readonly Deviation[],
	tests: (spec: () => Spec) => void,
): void {
	const vendor = typeof specified === 'string' ? specified : specified.vendor;
	// Reading a specification takes its time on a busy machine.
	jest.setTimeout(60_000);
	const describeIfPresent = specsArePresent() ? describe : describe.skip;
	describeIfPresent(`${vendor} against its specification`, () => {
		let spec: Spec | undefined;
		const loaded = (): Spec => (spec ??= specOf(specified, deviations));
		tests(loaded);
		test('deviates from it only where that is known', () => {
			expect(loaded().unusedDeviations()).toEqual([]);
		});
		afterAll(() => printCoverage(vendor, spec));
	});
}
