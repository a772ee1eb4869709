import type { UsageEvent, World } from '../../world/world.ts';

/** An event as Google Analytics keeps it: of a person without a name. */
export interface Hit {
	/** `workflow_run`: names have no spaces. */
	name: string;
	/** Milliseconds since 1970. */
	at: number;
	personKey: string;
	country: string;
	properties: UsageEvent['properties'];
}

export interface Ga4State {
	hits: readonly Hit[];
	/** The same with the names of Google Analytics, for funnels. */
	usage: readonly UsageEvent[];
	tokensUsed: number;
}

export const ga4Name = (name: string): string => name.replaceAll(' ', '_');

export function openGa4(world: World): Ga4State {
	const usage = world.usage.map((event) => ({ ...event, name: ga4Name(event.name) }));
	const hits = usage.map(({ name, at, personKey, properties }) => ({
		name,
		at: Date.parse(at),
		personKey,
		country: world.lookup.person.get(personKey)?.country ?? '(not set)',
		properties,
	}));
	return { hits, usage, tokensUsed: 0 };
}
