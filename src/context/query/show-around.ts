import type { GraphEvent } from '../model/event';
import { strengthAt } from '../model/event';
import type { ShownDeal, ShownEvent, ShownSignal } from './context-answer';
import { type Picture, type Related, textOf, valueOf } from './picture';

/** A signal that is weaker says nothing any more. */
const WEAKEST = 0.05;

/** A deal without a status is taken for open: not to see one is worse. */
export function isOpen({ facts }: Pick<Related, 'facts'>): boolean {
	const status = textOf(facts, 'status');
	return status !== 'won' && status !== 'lost';
}

export function showDeal({ id, facts, role }: Related): ShownDeal {
	const named = {
		name: textOf(facts, 'name'),
		stage: textOf(facts, 'stageLabel') ?? textOf(facts, 'stage'),
		amount: valueOf(facts, 'amount'),
		closeDate: textOf(facts, 'closeDate'),
		owner: textOf(facts, 'ownerEmail'),
		role,
	};
	const known = Object.entries(named).filter(([, value]) => value !== undefined);
	return { id, status: textOf(facts, 'status') ?? 'open', ...Object.fromEntries(known) };
}

/** What happened to the person and at the company, newest first. */
export function showTimeline({ contact, account }: Picture): {
	contact: ShownEvent[];
	account: ShownEvent[];
} {
	const show = (of: 'contact' | 'account') => (event: GraphEvent) => ({
		at: event.at,
		type: event.type,
		...(event.summary !== undefined && { summary: event.summary }),
		source: event.source,
		of,
	});
	return {
		contact: contact?.events.map(show('contact')) ?? [],
		account: account?.events.map(show('account')) ?? [],
	};
}

/** What is left of the signals, strongest first. */
export function showSignals({ contact, account, now }: Picture): ShownSignal[] {
	const show = (of: 'contact' | 'account') => (event: GraphEvent) => {
		const { signal } = event;
		const strength = signal === undefined ? 0 : strengthAt(signal, event.at, now);
		if (signal === undefined || strength < WEAKEST) return [];
		return [
			{
				kind: signal.kind,
				at: event.at,
				strength: Math.round(strength * 100) / 100,
				...(event.summary !== undefined && { summary: event.summary }),
				source: event.source,
				of,
			},
		];
	};
	return [
		...(contact?.signals.flatMap(show('contact')) ?? []),
		...(account?.signals.flatMap(show('account')) ?? []),
	].sort((one, other) => other.strength - one.strength || (one.at < other.at ? 1 : -1));
}

export function showColleague({ id, facts, role }: Related) {
	const both = [textOf(facts, 'firstName'), textOf(facts, 'lastName')].filter(Boolean).join(' ');
	const name = textOf(facts, 'fullName') ?? both;
	const title = textOf(facts, 'title');
	return {
		id,
		...(name !== '' && { name }),
		...(title !== undefined && { title }),
		...(role !== undefined && { role }),
	};
}
