import { COUNTER, type CounterSchema } from './counter-part';
import { type StorePlace, openDatabase } from '../../../../../src/base/database/open-store';

/** Opens the store, and counts up so many times: each time it reads, adds one, and writes. */
async function main([place = '', who = '', times = '']: readonly string[]): Promise<void> {
	const database = await openDatabase<CounterSchema>(JSON.parse(place) as StorePlace, COUNTER);
	for (let time = 0; time < Number(times); time += 1) {
		await database.write(async (tables) => {
			const { value } = await tables
				.selectFrom('counter')
				.select('value')
				.where('name', '=', 'all')
				.executeTakeFirstOrThrow();
			await tables
				.updateTable('counter')
				.set({ value: value + 1 })
				.execute();
			await tables
				.insertInto('visit')
				.values({ who, number: value + 1 })
				.execute();
		});
	}
	await database.close();
}

void main(process.argv.slice(2));
