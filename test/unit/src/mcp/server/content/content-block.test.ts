import {
	toContentBlock,
	type BlockDeclaration,
} from '../../../../../../src/mcp/server/content/content-block';
import { atPlace, ContentError } from '../../../../../../src/mcp/server/content/content-error';

const block = (changes: Partial<BlockDeclaration>): BlockDeclaration => ({
	type: 'text',
	text: '',
	data: '',
	mimeType: '',
	uri: '',
	name: '',
	description: '',
	...changes,
});

describe('a content block', () => {
	it('of text may be empty', () => {
		expect(toContentBlock(block({}))).toEqual({ type: 'text', text: '' });
	});

	it('takes base64 with line breaks', () => {
		const image = toContentBlock(
			block({ type: 'image', data: 'aGVs\nbG8=', mimeType: 'image/png' }),
		);
		expect(image).toEqual({ type: 'image', data: 'aGVsbG8=', mimeType: 'image/png' });
	});

	it('with a resource carries its data as a blob, before its text', () => {
		const resource = block({ type: 'resource', uri: 'crm://1', data: 'aGk=', text: 'not this' });
		expect(toContentBlock(resource)).toEqual({
			type: 'resource',
			resource: { uri: 'crm://1', blob: 'aGk=' },
		});
	});

	it('with a link is named by its URI where it has no name', () => {
		const link = block({ type: 'resourceLink', uri: 'crm://1', mimeType: 'text/plain' });
		expect(toContentBlock(link)).toEqual({
			type: 'resource_link',
			uri: 'crm://1',
			name: 'crm://1',
			mimeType: 'text/plain',
		});
	});

	it.each<[string, Partial<BlockDeclaration>]>([
		['data is empty', { type: 'image', mimeType: 'image/png' }],
		['data is not base64', { type: 'audio', data: 'data:audio/wav;base64,aGk=', mimeType: 'a/b' }],
		['data is not base64', { type: 'audio', data: 'a-_=', mimeType: 'a/b' }],
		['mimeType is empty', { type: 'image', data: 'aGk=' }],
		[
			'mimeType is "png", which is not a media type',
			{ type: 'image', data: 'aGk=', mimeType: 'png' },
		],
		['uri is empty', { type: 'resourceLink' }],
		['uri is not a URI', { type: 'resource', uri: 'a plan' }],
		['type is "video"', { type: 'video' as never }],
	])('is refused because %s', (message, changes) => {
		expect(() => toContentBlock(block(changes))).toThrow(new ContentError(...split(message)));
	});
});

/** `data is empty` as the parameter and its problem. */
function split(message: string): [string, string] {
	const cut = message.indexOf(' ');
	return [message.slice(0, cut), message.slice(cut + 1)];
}

describe('a content error', () => {
	it('keeps the place that is nearest to it', () => {
		const build = () =>
			atPlace('outer', () =>
				atPlace('inner', () => {
					throw new ContentError('uri', 'is empty');
				}),
			);
		expect(build).toThrow('uri of inner is empty');
	});

	it('is the only kind of error that gets a place', () => {
		const build = () =>
			atPlace('outer', () => {
				throw new TypeError('other');
			});
		expect(build).toThrow(new TypeError('other'));
	});
});
