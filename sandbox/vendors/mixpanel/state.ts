import { uuidOf } from '../../world/slice.ts';
import type { UsageEvent, World } from '../../world/world.ts';
import type { Subject } from './expression.ts';

/** An event with what expressions see of it. */
export interface TrackedEvent extends Subject {
	name: string;
	/** Milliseconds since 1970. */
	at: number;
	distinctId: string;
	source: UsageEvent;
}

export interface Profile extends Subject {
	distinctId: string;
}

export interface SavedFunnel {
	funnel_id: number;
	name: string;
	steps: readonly string[];
	/** How long a person may take if the query does not say. */
	hours: number;
}

export interface MixpanelState {
	events: readonly TrackedEvent[];
	profiles: readonly Profile[];
	funnels: readonly SavedFunnel[];
}

const FUNNELS: readonly SavedFunnel[] = [
	{
		funnel_id: 7509,
		name: 'Activation',
		steps: ['signed in', 'workflow created', 'workflow run'],
		hours: 336,
	},
	{ funnel_id: 9070, name: 'Upgrade', steps: ['signed in', 'pricing page viewed'], hours: 168 },
];

export function openMixpanel(world: World): MixpanelState {
	const profiles = new Map<string, Profile>();
	for (const { personKey } of world.usage) {
		const person = world.lookup.person.get(personKey);
		if (person === undefined) continue;
		const { firstName, lastName, email, title } = person;
		const properties = {
			$first_name: firstName,
			$last_name: lastName,
			$email: email,
			title,
		};
		const distinctId = uuidOf('mixpanel', personKey);
		profiles.set(personKey, { distinctId, properties, user: properties });
	}
	const events = world.usage.map((source): TrackedEvent => {
		const distinctId = uuidOf('mixpanel', source.personKey);
		const at = Math.floor(Date.parse(source.at) / 1_000) * 1_000;
		const properties = {
			...source.properties,
			distinct_id: distinctId,
			$distinct_id: distinctId,
			$insert_id: source.key,
			time: at / 1_000,
		};
		const user = profiles.get(source.personKey)?.user ?? {};
		return { name: source.name, at, distinctId, source, properties, user };
	});
	return { events, profiles: [...profiles.values()], funnels: FUNNELS };
}
