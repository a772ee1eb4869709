import { digestOf } from '../../base/digest';
import { toEmail } from '../../base/identity/email';
import type { EngagementEvent } from '../model/enrollment';
import type { HookNews } from './vendor-hook';

/** What a delivery says of an event, as the vendor writes it. */
export interface ToldEvent {
	type: EngagementEvent['type'];
	/** ISO time. */
	at: string;
	email: string | undefined;
	sequenceId: string | undefined;
	step: number | undefined;
}

/** Of a vendor that gives an event no id: it is one for its person, sequence, step and moment. */
export function engagementNews({ type, at, email: told, sequenceId, step }: ToldEvent): HookNews {
	const email = toEmail(told ?? '');
	const about = {
		type,
		at,
		...(email !== undefined && { email }),
		...(sequenceId !== undefined && { sequenceId }),
		...(step !== undefined && step > 0 && { step }),
	};
	const id = `hook-${digestOf(about).slice(0, 24)}`;
	return { id, event: { id, ...about } };
}
