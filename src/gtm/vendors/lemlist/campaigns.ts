import { collectPages } from '../../crm/pages';
import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { recordOf, recordsOf, textOf } from '../../model/json';
import { toCanonical } from '../../model/mapping';
import type { Outcome } from '../../model/outcome';
import type { Sequence, SequenceStep } from '../../model/sequence';
import { found, refused } from '../../sequencer/answers';
import type { ListOptions, StepChange } from '../../sequencer/sequencer-vendor';
import { campaignMapping } from './campaign.mapping';
import { type LemlistStep, changeProblem, mainSteps, toStep } from './steps';

const PAGE_MAX = 100;

/** lemlist searches no names: with a text every page is read and looked through. */
export async function listSequences(
	client: VendorClient,
	{ limit, text }: ListOptions,
): Promise<Outcome<Sequence[]>> {
	const wanted = text?.toLowerCase() ?? '';
	const { outcome, records } = await collectPages(client.provider, limit, async (after = '0') => {
		const offset = Number(after);
		const response = await client.send({
			method: 'GET',
			path: '/api/campaigns',
			query: { version: 'v2', offset, limit: PAGE_MAX },
			effect: 'read',
		});
		// A bare list by the specification; older answers put it under a name.
		const all = Array.isArray(response.body)
			? recordsOf(response.body)
			: recordsOf(recordOf(response.body).campaigns);
		return {
			records: all
				.map((campaign) => toSequence(campaign).record)
				.filter(({ name }) => name.toLowerCase().includes(wanted)),
			...(all.length === PAGE_MAX && { next: String(offset + PAGE_MAX) }),
		};
	});
	return { ...outcome, record: records };
}

export async function getSequence(client: VendorClient, id: string): Promise<Outcome<Sequence>> {
	try {
		const path = pathOf`/api/campaigns/${id}`;
		const response = await client.send({ method: 'GET', path, effect: 'read' });
		const { record, notes } = toSequence(recordOf(response.body));
		const { steps, branches } = await readSteps(client, id);
		const note = `${branches} conditional branches are not included. The steps are those of the main sequence.`;
		return found(
			client.provider,
			{ ...record, steps: steps.map(toStep) },
			{ notes: branches > 0 ? [...notes, note] : notes },
		);
	} catch (error) {
		return toOutcome(error);
	}
}

async function readSteps(client: VendorClient, campaignId: string) {
	const path = pathOf`/api/campaigns/${campaignId}/sequences`;
	const response = await client.send({ method: 'GET', path, effect: 'read' });
	return mainSteps(response.body);
}

function toSequence(campaign: Record<string, unknown>): { record: Sequence; notes: string[] } {
	const { senders, ...rest } = campaign;
	const { values, notes } = toCanonical(campaignMapping, rest);
	const addresses = recordsOf(senders).flatMap(({ email }) => textOf(email) ?? []);
	const record = {
		id: '',
		name: '',
		...values,
		...(addresses.length > 0 && { senders: addresses }),
	};
	return { record, notes };
}

export async function updateStep(
	client: VendorClient,
	change: StepChange,
): Promise<Outcome<SequenceStep>> {
	const { provider } = client;
	try {
		const { steps } = await readSteps(client, change.sequenceId);
		const step = stepOf(steps, change.step);
		const problem = changeProblem(step, change);
		if (step === undefined || problem !== undefined) {
			const { code, message } = problem ?? NO_STEP;
			return refused(provider, 'invalid', code, message);
		}
		const { subject, body, delayHours } = change;
		await client.send({
			method: 'PATCH',
			path: pathOf`/api/sequences/${step.sequenceId}/steps/${step.id}`,
			// lemlist wants the type, although it cannot be changed.
			body: {
				type: step.type,
				...(subject !== undefined && { subject }),
				...(body !== undefined && { message: body }),
				...(delayHours !== undefined && { delay: delayHours / 24 }),
			},
			effect: 'idempotent',
		});
		const after = await readSteps(client, change.sequenceId);
		const seen = stepOf(after.steps, { id: step.id });
		if (seen !== undefined) return { status: 'updated', provider, record: toStep(seen) };
		const message = 'lemlist accepted the change, but does not show the step.';
		return refused(provider, 'upstream_error', 'step_lost', message);
	} catch (error) {
		return toOutcome(error);
	}
}

const NO_STEP = {
	code: 'no_such_step',
	message: 'Step: the main sequence of the campaign has no such step.',
};

function stepOf(
	steps: readonly LemlistStep[],
	wanted: StepChange['step'],
): LemlistStep | undefined {
	return steps.find(({ id, number }) =>
		'id' in wanted ? id === wanted.id : number === wanted.number,
	);
}
