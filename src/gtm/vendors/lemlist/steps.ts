import { isRecord, numberOf, recordOf, recordsOf, textOf } from '../../model/json';
import type { SequenceStep } from '../../model/sequence';
import type { StepChange } from '../../sequencer/sequencer-vendor';

/** A step with what a change of it needs. */
export interface LemlistStep {
	id: string;
	/** From 1. */
	number: number;
	sequenceId: string;
	type: string;
	delayDays?: number;
	subject?: string;
	message?: string;
	templateId?: string;
}

/**
 * Steps of the sequence that every lead begins with. The answer is an object by sequence id; the main
 * one has level 0, branches of conditions have a parent.
 */
export function mainSteps(sequences: unknown): { steps: LemlistStep[]; branches: number } {
	const all = Object.entries(recordOf(sequences)).filter(([, one]) => isRecord(one));
	const [id, main] = all.find(([, one]) => isMain(recordOf(one))) ?? all[0] ?? ['', {}];
	return {
		steps: recordsOf(recordOf(main).steps)
			.toSorted((a, b) => placeOf(a) - placeOf(b))
			.map((step, index) => toLemlistStep(step, index + 1, id)),
		branches: Math.max(0, all.length - 1),
	};
}

function isMain({ level, parentId }: Record<string, unknown>): boolean {
	return level === 0 || (level === undefined && parentId === undefined);
}

const placeOf = (step: Record<string, unknown>) => numberOf(step.sequenceStep ?? step.index) ?? 0;

function toLemlistStep(
	step: Record<string, unknown>,
	number: number,
	sequenceId: string,
): LemlistStep {
	const delayDays = numberOf(step.delay);
	const [subject, message, templateId] = [step.subject, step.message, step.emailTemplateId].map(
		textOf,
	);
	return {
		id: textOf(step._id) ?? '',
		number,
		sequenceId,
		// The specification's own example leaves the type of an email step out.
		type: textOf(step.type) ?? 'email',
		...(delayDays !== undefined && { delayDays }),
		...(subject !== undefined && { subject }),
		...(message !== undefined && { message }),
		...(templateId !== undefined && { templateId }),
	};
}

const CHANNELS: Readonly<Record<string, SequenceStep['channel']>> = {
	email: 'email',
	phone: 'call',
	sms: 'sms',
	manual: 'task',
};

export function toStep(step: LemlistStep): SequenceStep {
	const { id, number, type, delayDays, subject, message, templateId } = step;
	const channel = type.startsWith('linkedin') ? 'linkedin' : (CHANNELS[type] ?? 'other');
	return {
		id,
		number,
		channel,
		...(delayDays !== undefined && { delayHours: delayDays * 24 }),
		...(subject !== undefined && { subject }),
		...(message !== undefined && { body: message }),
		...(templateId !== undefined && { templateId }),
		...(channel === 'other' && { custom: { type } }),
	};
}

/** Why lemlist cannot make the change, in the words of an outcome's reason. */
export function changeProblem(
	step: LemlistStep | undefined,
	{ subject, delayHours }: StepChange,
): { code: string; message: string } | undefined {
	if (step === undefined) return undefined;
	if (delayHours !== undefined && delayHours % 24 !== 0) {
		const message = 'Delay: lemlist counts delays in whole days. Enter 0, 24, 48, …';
		return { code: 'whole_days_only', message };
	}
	if (subject !== undefined && step.type !== 'email') {
		const message = `subject: step ${step.number} is of the type ${step.type}. Only emails have a subject.`;
		return { code: 'no_subject', message };
	}
	return undefined;
}
