import { compose, type Interceptor } from '../../../../src/base/compose';

describe('a way through interceptors', () => {
	const noted =
		(name: string): Interceptor<string[], string> =>
		async (call, next) =>
			`${name}(${await next([...call, name])})`;

	it('passes them in the order of the list, the first of them outermost', async () => {
		const pass = compose([noted('outer'), noted('inner')], async (call) => call.join('>'));
		expect(await pass([])).toBe('outer(inner(outer>inner))');
	});

	it('ends at the one that does not go on', async () => {
		const pass = compose(
			[noted('outer'), async () => await Promise.resolve('no'), noted('inner')],
			() => Promise.reject(new Error('reached')),
		);
		expect(await pass([])).toBe('outer(no)');
	});

	it('is the work alone if there are none', async () => {
		expect(
			await compose<string, string>([], async (call) => await Promise.resolve(call))('x'),
		).toBe('x');
	});
});
