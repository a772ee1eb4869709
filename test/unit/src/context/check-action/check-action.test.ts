import type { Action } from '../../../../../src/context/check-action/actions';
import type { ActionPicture } from '../../../../../src/context/check-action/action-picture';
import { checkAction } from '../../../../../src/context/check-action/check-action';
import { type ActionPolicy, DEFAULT_POLICY } from '../../../../../src/context/check-action/policy';
import type { EnrollmentRow } from '../../../../../src/context/model/enrollment';

const NOW = Date.parse('2026-11-30T12:00:00.000Z');

const hoursAgo = (hours: number) => new Date(NOW - hours * 3_600_000).toISOString();

const CLEAR: ActionPicture = {
	identity: 'resolved',
	suppressions: [],
	contact: {},
	account: {},
	openDeals: [],
	enrollments: [],
	touches: [],
	accountTouchesThisWeek: 0,
};

const enrolled = (status: EnrollmentRow['status'], change: Partial<EnrollmentRow> = {}) => ({
	provider: 'outreach',
	sequenceId: 's1',
	status,
	learnedAt: hoursAgo(2_000),
	...change,
});

const SUPPRESSION = {
	kind: 'domain',
	scope: 'everywhere',
	reason: 'competitor',
	source: 'import',
	at: hoursAgo(5),
};

function codes(
	action: Action,
	picture: Partial<ActionPicture>,
	{ policy, ...request }: { policy?: Partial<ActionPolicy> } & Record<string, unknown> = {},
): string[] {
	const { allowed, blocks } = checkAction({
		action,
		picture: { ...CLEAR, ...picture },
		policy: { ...DEFAULT_POLICY, ...policy },
		now: NOW,
		...request,
	});
	expect(allowed).toBe(blocks.length === 0);
	for (const { message, unblock } of blocks) expect(`${message}${unblock}`).toMatch(/\w/);
	return blocks.map(({ code }) => code);
}

describe('checkAction', () => {
	it.each(['enroll', 'email', 'create', 'update', 'enrich', 'export'] as const)(
		'allows to %s where nothing speaks against it',
		(action) => {
			expect(codes(action, {})).toEqual([]);
		},
	);

	it('lets nobody touch who is suppressed', () => {
		for (const action of ['enroll', 'create', 'update', 'enrich', 'export'] as const) {
			expect(codes(action, { suppressions: [SUPPRESSION] })).toEqual(['suppressed']);
		}
	});

	it('tells until when a suppression holds', () => {
		const expiresAt = '2027-01-01T00:00:00.000Z';
		const picture = { ...CLEAR, suppressions: [{ ...SUPPRESSION, expiresAt }] };
		const { blocks } = checkAction({ action: 'email', picture, policy: DEFAULT_POLICY, now: NOW });
		expect(blocks[0]).toMatchObject({ code: 'suppressed', until: expiresAt });
	});

	it.each([
		['opted_out', { contact: { optedOut: true } }],
		['opted_out', { contact: { consent: 'withdrawn' } }],
		['opted_out', { enrollments: [enrolled('opted_out')] }],
		['bounced', { contact: { emailStatus: 'undeliverable' } }],
		['bounced', { enrollments: [enrolled('bounced')] }],
		['competitor', { account: { lifecycle: 'competitor' } }],
		['customer', { account: { lifecycle: 'customer' } }],
		['cool_down', { touches: [hoursAgo(3)] }],
		['cap_reached', { accountTouchesThisWeek: 20 }],
	] as const)('does not write to people: %s', (code, picture) => {
		expect(codes('email', picture)).toEqual([code]);
		expect(codes('enroll', picture)).toEqual([code]);
		expect(codes('update', picture)).toEqual([]);
	});

	it.each([
		['open_deal', { openDeals: [{ name: 'Expansion', owner: 'maria@acme.com' }] }],
		['active_elsewhere', { enrollments: [enrolled('active')] }],
		['active_elsewhere', { enrollments: [enrolled('paused')] }],
		['cool_down', { enrollments: [enrolled('finished', { lastEventAt: hoursAgo(24 * 29) })] }],
	] as const)('does not enroll, while a single mail may go out: %s', (code, picture) => {
		expect(codes('enroll', picture, { sequenceId: 's2' })).toEqual([code]);
		expect(codes('email', picture)).toEqual([]);
	});

	it('knows the sequence that is asked for from another one', () => {
		const enrollments = [enrolled('active')];
		expect(codes('enroll', { enrollments }, { sequenceId: 's1', provider: 'outreach' })).toEqual([
			'already_enrolled',
		]);
		expect(codes('enroll', { enrollments }, { sequenceId: 's1', provider: 'instantly' })).toEqual([
			'active_elsewhere',
		]);
	});

	it('allows again when the time is over, and says when that is', () => {
		expect(codes('email', { touches: [hoursAgo(24)] })).toEqual([]);
		const picture = { ...CLEAR, touches: [hoursAgo(30), hoursAgo(4)] };
		const { blocks } = checkAction({ action: 'email', picture, policy: DEFAULT_POLICY, now: NOW });
		expect(blocks[0]?.until).toBe(hoursAgo(-20));
	});

	it('asks for consent only where the policy wants it', () => {
		const picture = { contact: { country: 'de' } };
		const policy = { consentCountries: ['DE'] };
		expect(codes('email', picture)).toEqual([]);
		expect(codes('email', picture, { policy })).toEqual(['unknown_consent']);
		expect(codes('email', { contact: { country: 'DE', consent: 'given' } }, { policy })).toEqual(
			[],
		);
	});

	it('does nothing while it is not clear who is meant', () => {
		expect(codes('update', { identity: 'needs_review' })).toEqual(['needs_review']);
		expect(codes('update', { identity: 'not_found' })).toEqual(['unknown_subject']);
		expect(codes('create', { identity: 'not_found' })).toEqual([]);
	});

	it('stops where caps and budgets end, and where a person has to approve', () => {
		expect(codes('enrich', {}, { creditsLeft: 0 })).toEqual(['budget_exhausted']);
		expect(codes('enroll', {}, { actionsLeft: 0 })).toEqual(['cap_reached']);
		const policy: Partial<ActionPolicy> = { approvalFor: ['enroll'] };
		expect(codes('enroll', {}, { policy })).toEqual(['needs_approval']);
		expect(codes('enroll', {}, { policy, approvedBy: 'maria@acme.com' })).toEqual([]);
	});

	it('names every reason at once', () => {
		const picture = {
			suppressions: [SUPPRESSION],
			contact: { optedOut: true },
			account: { lifecycle: 'customer' },
			touches: [hoursAgo(1)],
		};
		expect(codes('enroll', picture)).toEqual(['suppressed', 'opted_out', 'customer', 'cool_down']);
	});
});
