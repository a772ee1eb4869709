import { Together } from '../../../../../src/gtm/sequencer/together';

test('one call is made for all, as soon as the last of them has joined or left', async () => {
	const calls: string[][] = [];
	const together = new Together<string, string>(3, async (inputs) => {
		calls.push(inputs);
		return await Promise.resolve(inputs.map((input) => `${input}!`));
	});
	const first = together.join('a');
	const second = together.join('b');
	expect(calls).toEqual([]);
	together.leave();
	expect(await Promise.all([first, second])).toEqual(['a!', 'b!']);
	expect(calls).toEqual([['a', 'b']]);
});

test('nothing is called where everybody left', () => {
	const together = new Together<string, string>(2, () => Promise.reject(new Error('called')));
	together.leave();
	together.leave();
});

test('what the call throws is thrown at each', async () => {
	const together = new Together<string, string>(2, () => Promise.reject(new Error('down')));
	const both = [together.join('a'), together.join('b')];
	const ends = await Promise.allSettled(both);
	expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
