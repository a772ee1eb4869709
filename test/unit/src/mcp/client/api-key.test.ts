import { toKeyHeader } from '../../../../../src/mcp/client/api-key';

it.each([
	{ apiKey: 'abc', headerName: 'Authorization', value: 'Bearer abc' },
	{ apiKey: 'Bearer abc', headerName: 'Authorization', value: 'Bearer abc' },
	{ apiKey: ' bearer  abc\n', headerName: 'authorization', value: 'Bearer abc' },
	{ apiKey: 'abc', headerName: '', value: 'Bearer abc' },
	{ apiKey: 'abc', headerName: 'X-API-Key', value: 'abc' },
	{ apiKey: 'Bearer abc', headerName: 'X-API-Key', value: 'abc' },
])('"$apiKey" as $headerName is sent as "$value"', ({ apiKey, headerName, value }) => {
	expect(toKeyHeader(apiKey, headerName)).toMatchObject({ value, key: 'abc' });
});

it('no key is no header', () => {
	expect(toKeyHeader(' ', 'Authorization')).toBeUndefined();
});

it.each([
	{ apiKey: 'a b', headerName: 'Authorization' },
	{ apiKey: 'ключ', headerName: 'Authorization' },
	{ apiKey: 'abc', headerName: 'X Key' },
	{ apiKey: 'abc', headerName: 'X-Key:' },
])('a key or name that no header can carry is refused without quoting it', (pair) => {
	const act = () => toKeyHeader(pair.apiKey, pair.headerName);
	expect(act).toThrow(/cannot be sent|not a valid HTTP header name/);
	expect(act).not.toThrow(pair.apiKey);
});
