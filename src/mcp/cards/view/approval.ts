import {
	approvalCard,
	changedArguments,
	changeForm,
	decidedCard,
	decisionButtons,
} from '../faces/approval';
import { outcomeCard } from '../faces/outcome';
import { dataIn, textOf, type Data } from '../parts/data';
import { shortened } from '../parts/wording';
import { showCard, type Deed } from './show-card';

showCard({
	name: 'approval',
	draw: (data, meta) => {
		const approval = dataIn(meta, 'approval');
		if (data.state !== undefined && data.state !== 'open') {
			return decidedCard(textOf(data.title), textOf(data.state), data.outcome);
		}
		// The person was asked in another way, and this is what came of it.
		if (approval.id === undefined) return outcomeCard(data);
		return approvalCard(
			approval,
			data.isChanging === true ? changeForm(dataIn(approval, 'arguments')) : decisionButtons(),
		);
	},
	acts: {
		allow: async (deed) => await allow(deed),
		allowChanged: async (deed) =>
			await allow(deed, changedArguments(dataIn(approvalOf(deed), 'arguments'), deed.fields())),
		refuse: async (deed) => {
			const { data = {} } = await decide(deed, { decision: 'refuse' });
			deed.redraw(data);
			await deed.host.tellModel(`I refused this: ${textOf(data.title)}. Nothing was written.`);
		},
		change: async ({ data, redraw }) =>
			await Promise.resolve(redraw({ ...data, isChanging: true })),
		back: async ({ data, redraw }) => await Promise.resolve(redraw({ ...data, isChanging: false })),
	},
	// A conversation that is opened again shows the old result: what was decided since is the server's to say.
	shown: async (deed) => {
		if (approvalOf(deed).id === undefined || deed.data.state !== undefined) return;
		const { data } = await decide(deed, { decision: 'look' });
		if (data && data.state !== 'open') deed.redraw(data);
	},
});

const approvalOf = ({ meta }: Deed): Data => dataIn(meta, 'approval');

async function decide(deed: Deed, decision: Data) {
	const { id, ticket } = approvalOf(deed);
	return await deed.host.callTool('decide_approval', { id, ticket, ...decision });
}

/** Of the outcome, in what the model is told. */
const LONGEST = 2_000;

async function allow(deed: Deed, changed?: Data): Promise<void> {
	const title = textOf(approvalOf(deed).title);
	const given = changed ? { arguments: changed } : {};
	const { data, text } = await decide(deed, { decision: 'allow', ...given });
	deed.redraw({ title, state: 'done', outcome: data ?? { text } });
	const as = changed ? ` with these arguments: ${JSON.stringify(changed)}` : '';
	await deed.host.tellModel(
		`I allowed this: ${title}${as}. It has run, and gave: ${shortened(text, LONGEST)}`,
	);
}
