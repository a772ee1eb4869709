import { textOf } from '../parts/data';
import { button, notice } from '../parts/layout';
import { reviewCard } from '../faces/review';
import { h } from '../tree/element';
import { showCard, type Deed } from './show-card';

showCard({
	name: 'review',
	draw: (data) => reviewCard(data, decidedOf(textOf(data.undo), textOf(data.said))),
	acts: {
		accept: async (deed) => await decide(deed, 'accept'),
		refuse: async (deed) => await decide(deed, 'refuse'),
		undo: async (deed) => await decide(deed, 'undo'),
	},
});

const SAID = { accept: 'Merged', refuse: 'Kept apart', undo: 'The merge was undone' };

/** Decides, and shows what is left. */
async function decide({ host, id, redraw }: Deed, action: keyof typeof SAID): Promise<void> {
	const { data: done = {} } = await host.callTool('review_identity', { action, id });
	const { data: left = {} } = await host.callTool('review_identity', { action: 'list' });
	redraw({ ...left, said: SAID[action], undo: action === 'accept' ? textOf(done.id) : '' });
	await host.tellModel(`I have reviewed a pair of identities: ${SAID[action].toLowerCase()}.`);
}

function decidedOf(undo: string, said: string) {
	if (said === '') return false;
	return notice('good', said, undo !== '' && h('p', {}, button('Undo', 'undo', { id: undo })));
}
