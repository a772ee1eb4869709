import { loadDocument, specsArePresent } from './document';
import type { OpenApiDocument } from './document';
import { specOfDocument } from './spec';
import type { Deviation, Spec } from './spec';

/** The specifications of each vendor; those without any are checked by hand-written tests alone. */
const FILES = {
	amplitude: [
		'amplitude/amplitude-behavioral-cohorts-api-openapi.yml',
		'amplitude/amplitude-dashboard-rest-api-openapi.yml',
		'amplitude/amplitude-http-v2-api-openapi.yml',
		'amplitude/amplitude-user-profile-api-openapi.yml',
	],
	apollo: ['apollo/apollo-openapi.json'],
	attio: ['attio/openapi-2025-09.json'],
	clay: ['clay/clay-public-api-openapi.json'],
	explorium: ['explorium/explorium-openapi.yaml'],
	fullenrich: ['fullenrich/fullenrich-openapi.yml'],
	ga4: ['ga4/analyticsdata-openapi-derived.json'],
	hunter: [
		'hunter/hunter-account.yml',
		'hunter/hunter-discover.yml',
		'hunter/hunter-domain-search.yml',
		'hunter/hunter-email-count.yml',
		'hunter/hunter-email-finder.yml',
		'hunter/hunter-email-verifier.yml',
		'hunter/hunter-enrichment.yml',
		'hunter/hunter-leads.yml',
	],
	instantly: ['instantly/instantly-v2-openapi.json'],
	lemlist: ['lemlist/lemlist-openapi.json'],
	mixpanel: [
		'mixpanel/mixpanel-annotations.openapi.yaml',
		'mixpanel/mixpanel-export.openapi.yaml',
		'mixpanel/mixpanel-identity.openapi.yaml',
		'mixpanel/mixpanel-ingestion.openapi.yaml',
		'mixpanel/mixpanel-query.openapi.yaml',
	],
	outreach: ['outreach/outreach-openapi.json'],
	pdl: ['pdl/pdl-specs.json'],
	pipedrive: ['pipedrive/pipedrive-v1-openapi.yml', 'pipedrive/pipedrive-v2-openapi.yml'],
	posthog: ['posthog/query-openapi-derived-2025-10.json'],
	salesforce: ['salesforce/postman-salesforce-apis-2021-cut.json'],
	salesloft: ['salesloft/salesloft-platform-openapi-2019.json'],
	smartlead: ['smartlead/smartlead-core-catalog-2026-08.json'],
	zoominfo: ['zoominfo/zoominfo-gtm-data-v1-openapi.json'],
} as const;

export type SpecifiedVendor = keyof typeof FILES;

export const SPECIFIED_VENDORS = Object.keys(FILES) as SpecifiedVendor[];

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

/**
 * The vendor's specification.
 *
 * @throws Error if ../shared/specs is absent: use `describeContract`, which skips then
 */
export function specOf(vendor: SpecifiedVendor, deviations: readonly Deviation[] = []): Spec {
	const documents: OpenApiDocument[] = FILES[vendor].map(loadDocument);
	return together(documents.map((document) => specOfDocument(document, deviations)));
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
	vendor: SpecifiedVendor,
	deviations: readonly Deviation[],
	tests: (spec: () => Spec) => void,
): void {
	const describeIfPresent = specsArePresent() ? describe : describe.skip;
	describeIfPresent(`${vendor} against its specification`, () => {
		let spec: Spec | undefined;
		const loaded = (): Spec => (spec ??= specOf(vendor, deviations));
		tests(loaded);
		test('deviates from it only where that is known', () => {
			expect(loaded().unusedDeviations()).toEqual([]);
		});
		afterAll(() => printCoverage(vendor, spec));
	});
}
