import type { VendorClient } from '../../http/vendor-client';
import { toOutcome } from '../../http/vendor-error';
import { pathOf } from '../../http/vendor-request';
import { toCanonical } from '../../model/mapping';
import type { Outcome } from '../../model/outcome';
import type { Sequence, SequenceStep } from '../../model/sequence';
import { found, refused } from '../../sequencer/answers';
import type { ListOptions, StepChange } from '../../sequencer/sequencer-vendor';
import { type Resource, sendDocument, toId } from './json-api';
import { sequenceMapping } from './outreach.mapping';
import { isNamed, listDocuments } from './pages';
import { type OutreachStep, readSteps, toStep } from './steps';
import { writeTemplate } from './templates';

export async function listSequences(
	client: VendorClient,
	{ limit, text }: ListOptions,
): Promise<Outcome<Sequence[]>> {
	const asked = { path: '/api/v2/sequences', query: { sort: 'name' } };
	return await listDocuments(client, limit, asked, (sequence) =>
		isNamed(sequence, text) ? [toSequence(sequence).record] : [],
	);
}

export async function getSequence(client: VendorClient, id: string): Promise<Outcome<Sequence>> {
	const { provider } = client;
	const number = toId(id);
	if (number === undefined) return noSequence(provider, id);
	try {
		const path = pathOf`/api/v2/sequences/${number}`;
		const { data } = await sendDocument(client, { method: 'GET', path, effect: 'read' });
		const [sequence] = data;
		if (sequence === undefined) return noSequence(provider, id);
		const { record, notes } = toSequence(sequence);
		const steps = await readSteps(client, number);
		return found(provider, { ...record, steps: steps.map(toStep) }, { notes });
	} catch (error) {
		return toOutcome(error);
	}
}

function noSequence<Entity>(provider: string, id: string): Outcome<Entity> {
	return refused(provider, 'not_found', 'no_sequence', `Outreach has no sequence ${id}.`);
}

function toSequence({ id, attributes }: Resource): { record: Sequence; notes: string[] } {
	const { values, notes } = toCanonical(sequenceMapping, attributes);
	return { record: { name: '', ...values, id }, notes };
}

/** The text of a step is a template, which other steps may use as well; the delay is the step's own. */
export async function updateStep(
	client: VendorClient,
	change: StepChange,
): Promise<Outcome<SequenceStep>> {
	const { provider } = client;
	const sequence = toId(change.sequenceId);
	if (sequence === undefined) return noSequence(provider, change.sequenceId);
	try {
		const step = stepOf(await readSteps(client, sequence), change.step);
		if (step === undefined) {
			const message = 'Step: the sequence has no such step.';
			return refused(provider, 'invalid', 'no_such_step', message);
		}
		const { subject, body, delayHours } = change;
		const texts = {
			...(subject !== undefined && { subject }),
			...(body !== undefined && { body }),
		};
		const [template] = step.templates;
		const templateId = toId(template?.id);
		if (Object.keys(texts).length > 0 && templateId === undefined) {
			const message = `step: step ${step.number} has no template, so it has no text to change.`;
			return refused(provider, 'invalid', 'no_template', message);
		}
		if (delayHours !== undefined) await writeDelay(client, step.id, delayHours);
		if (Object.keys(texts).length > 0 && templateId !== undefined) {
			await writeTemplate(client, templateId, texts);
		}
		const after = stepOf(await readSteps(client, sequence), { id: step.id });
		const notes = notesOn(step);
		return {
			status: 'updated',
			provider,
			record: toStep(after ?? step),
			...(notes.length > 0 && { notes }),
		};
	} catch (error) {
		return toOutcome(error);
	}
}

function stepOf(
	steps: readonly OutreachStep[],
	wanted: StepChange['step'],
): OutreachStep | undefined {
	return steps.find(({ id, number }) =>
		'id' in wanted ? id === wanted.id : number === wanted.number,
	);
}

async function writeDelay(client: VendorClient, stepId: string, hours: number): Promise<void> {
	const id = Number(stepId);
	await sendDocument(
		client,
		{ method: 'PATCH', path: pathOf`/api/v2/sequenceSteps/${id}`, effect: 'idempotent' },
		{ type: 'sequenceStep', id, attributes: { interval: Math.round(hours * 3600) } },
	);
}

function notesOn({ templates }: OutreachStep): string[] {
	const [first, ...others] = templates;
	if (first === undefined) return [];
	return [
		`The text belongs to template ${first.id}: every step that uses it has the change.`,
		...(others.length > 0
			? [`The step has ${templates.length} templates. The first one was changed.`]
			: []),
	];
}
