import { askLater } from '../../../../../src/n8n/client/person-answers';

const question = { mode: 'form', message: 'Delete this record?' } as const;
const signal = new AbortController().signal;
const answerOf = (record: string) => ({ action: 'accept' as const, content: { record } });

/** One call that asks the same twice, with what persons answered so far. */
async function askTwice(given: Parameters<typeof askLater>[0]) {
	const postponed: string[] = [];
	const ask = askLater(given, (_question, key) => postponed.push(key));
	const answers: unknown[] = [];
	for (let times = 0; times < 2 && postponed.length === 0; times += 1) {
		await ask(question, signal).then(
			(answer) => answers.push(answer),
			() => undefined,
		);
	}
	return { answers, postponed };
}

it('a question that one call asks twice, of two things, is asked of a person twice', async () => {
	const first = await askTwice({});
	expect(first.answers).toEqual([]);
	const [one = ''] = first.postponed;
	const second = await askTwice({ [one]: answerOf('a') });
	expect(second.answers).toEqual([answerOf('a')]);
	const [other = ''] = second.postponed;
	expect(other).not.toBe(one);
	const third = await askTwice({ [one]: answerOf('a'), [other]: answerOf('b') });
	expect(third).toEqual({ answers: [answerOf('a'), answerOf('b')], postponed: [] });
});
