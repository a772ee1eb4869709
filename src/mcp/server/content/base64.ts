import { ContentError } from './content-error';

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/**
 * Base64 without the line breaks that encoders put into it.
 *
 * @throws ContentError if it is empty or something else, such as base64url or a data URL
 */
export function toBase64(data: string): string {
	const text = data.replace(/\s+/g, '');
	if (text === '') {
		throw new ContentError('data', 'is empty', 'Enter base64 text, or name a binary field.');
	}
	if (BASE64.test(text)) return text;
	throw new ContentError(
		'data',
		'is not base64',
		'Enter standard base64 with its padding, without a "data:" prefix.',
	);
}
