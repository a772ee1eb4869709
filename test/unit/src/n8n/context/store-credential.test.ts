import type { ICredentialTestFunctions } from 'n8n-workflow';

import {
	connectionOf,
	explained,
	problemOfStore,
} from '../../../../../src/n8n/context/store-credential';
import { testContextStore } from '../../../../../src/n8n/context/test-store-credential';
import { describeOnPostgres } from '../../base/database/on-every-backend';

const FIELDS = {
	connectBy: 'fields',
	host: ' db.acme.com ',
	port: 5433,
	database: 'crm',
	user: 'gtm',
	password: 'hunter2',
	schema: '',
	ssl: 'verify',
	ca: '',
};

describe('The credential of a store', () => {
	it('names a database by its fields', () => {
		expect(connectionOf(FIELDS)).toEqual({
			host: 'db.acme.com',
			port: 5433,
			database: 'crm',
			user: 'gtm',
			password: 'hunter2',
			schema: 'gtm',
			ssl: 'verify',
		});
	});

	it('or by a connection string', () => {
		const url = 'postgres://gtm:p%40ss@db.acme.com/crm?sslmode=require';
		expect(connectionOf({ connectBy: 'url', url })).toMatchObject({
			host: 'db.acme.com',
			password: 'p@ss',
			ssl: 'require',
		});
	});

	it.each([
		[{ ...FIELDS, host: ' ' }, 'Host is empty'],
		[{ ...FIELDS, database: '' }, 'Database is empty'],
		[{ ...FIELDS, user: undefined }, 'User is empty'],
		[{ ...FIELDS, port: 0 }, 'Port must be'],
		[{ connectBy: 'url', url: 'mysql://gtm:hunter2@db/crm' }, 'Connection String must be a URL'],
	])('says which field cannot be used, and never the password: %#', (data, message) => {
		const read = () => connectionOf(data);
		expect(read).toThrow(message);
		expect(read).not.toThrow('hunter2');
	});

	it('explains what a server refuses, without the password', () => {
		const cause = Object.assign(new Error('x'), { code: '28P01' });
		const error = new Error('password hunter2 authentication failed', { cause });
		const words = explained(error, { ...connectionOf(FIELDS) });
		expect(words).toBe('password *** authentication failed User or Password is wrong.');
	});

	it('is told that nothing answers where nothing answers', async () => {
		const closed = { ...connectionOf(FIELDS), host: '127.0.0.1', port: 1, ssl: 'disable' } as const;
		expect(await problemOfStore(closed)).toContain('check Host, Port');
	});
});

describeOnPostgres('The test of the credential of a store', ({ place }) => {
	const test = async (change: Record<string, unknown>) => {
		const at = place();
		if (!('postgres' in at)) throw new Error('no server');
		const { host, port = 5432, database, user, password = '', schema = 'gtm' } = at.postgres;
		const given = { host, port, database, user, password, schema, ssl: 'disable' };
		return await testContextStore.call({} as ICredentialTestFunctions, {
			id: '1',
			name: 'store',
			type: 'gtmContextPostgresApi',
			data: { connectBy: 'fields', ...given, ...change },
		});
	};

	it('connects', async () => {
		expect(await test({})).toMatchObject({ status: 'OK' });
	});

	it('says what is wrong, and what to do', async () => {
		const { status, message } = await test({ database: 'no_such_database' });
		expect(status).toBe('Error');
		expect(message).toContain('There is no such database');
		expect(await test({ host: '' })).toMatchObject({ message: 'Host is empty. Fill it in.' });
	});
});
