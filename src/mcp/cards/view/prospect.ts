import { dataIn, textOf, type Data } from '../parts/data';
import { verdict } from '../parts/verdict';
import { labelOf } from '../parts/wording';
import { prospectCard } from '../faces/prospect';
import { toDom } from './mount';
import { showCard, type Deed } from './show-card';

const ACTIONS = ['enroll', 'email', 'create', 'update', 'enrich', 'export'];

showCard({ name: 'prospect', draw: (answer) => prospectCard(answer), acts: { check } });

/** Asks for every action whether it is allowed now. */
async function check({ host, data }: Deed): Promise<void> {
	const subject = subjectOf(data);
	const asked = ACTIONS.map(async (action) => {
		const { data: said = {} } = await host.callTool('check_action', { ...subject, action });
		const label = labelOf(action);
		return verdict(said, `${label}: allowed`, `${label}: not allowed`);
	});
	const verdicts = await Promise.all(asked);
	document.getElementById('actions')?.replaceChildren(...verdicts.map((each) => toDom(each)));
}

function subjectOf(data: Data): Data {
	const type = ['contact', 'account', 'deal', 'sequence'].find((each) => data[each] !== undefined);
	return { id: textOf(dataIn(data, type ?? 'contact').id), type: type ?? 'contact' };
}
