import { renderTable } from '../table.ts';
import { CONSTRUCTS } from './constructs.ts';
import type { Construct } from './constructs.ts';
import { judge } from './judge.ts';
import { SIDES } from './sides.ts';
import type { SideName } from './sides.ts';
import type { View } from './views.ts';

type Find = (side: SideName, construct: Construct) => View | undefined;

const FAILURE_MAX = 120;

function inOneLine(text: string): string {
	const line = text.replace(/\s+/g, ' ').replaceAll('|', '/');
	return line.length > FAILURE_MAX ? `${line.slice(0, FAILURE_MAX)}…` : line;
}

/** In words: what the model can still know. */
function verdict(construct: Construct, view: View | undefined): string {
	const { meaning, refused, wordsLost } = judge(construct, view?.model);
	if (view?.failure !== undefined) return `**the agent fails**: ${inOneLine(view.failure)}`;
	if (meaning === 'lost') return '**the tool is missing**';
	const [right, of] = refused;
	const texts = {
		kept: 'kept',
		looser: `looser: ${right} of ${of} wrong inputs refused`,
		wrong: '**refuses right inputs**',
	};
	const words = wordsLost.length === 0 ? '' : `; lost: ${wordsLost.join(', ')}`;
	return texts[meaning] + words;
}

const names = Object.keys(SIDES) as SideName[];

function modelTable(find: Find): string {
	const rows = CONSTRUCTS.map((construct) => [
		construct.title,
		...names.map((side) => verdict(construct, find(side, construct))),
	]);
	return renderTable(['construct', ...names.map((side) => SIDES[side])], rows);
}

function formTable(find: Find): string {
	const rows = CONSTRUCTS.map((construct) => [
		construct.title,
		...names.map((side) => find(side, construct)?.form ?? ''),
	]);
	return renderTable(['construct', ...names.map((side) => SIDES[side])], rows);
}

function score(find: Find, side: SideName): string {
	const judged = CONSTRUCTS.map((construct) => judge(construct, find(side, construct)?.model));
	const whole = judged.filter(({ meaning, wordsLost }) => meaning === 'kept' && !wordsLost.length);
	return `${SIDES[side]}: ${whole.length} of ${CONSTRUCTS.length} constructs arrive whole`;
}

/** Markdown: what an agent's model and a step's form get to see of each construct. */
export function renderFidelity(views: View[]): string {
	const find: Find = (side, { name }) =>
		views.find((view) => view.side === side && view.construct === name);
	return [
		'### What the model of an AI Agent gets',
		'',
		...names.map((side) => `- ${score(find, side)}`),
		'',
		modelTable(find),
		'',
		'### What the form of the step offers',
		'',
		formTable(find),
		'',
	].join('\n');
}
