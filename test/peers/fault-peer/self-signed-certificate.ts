import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';

/** A key and a certificate of it that nobody vouches for, both PEM. */
export interface Certificate {
	key: string;
	cert: string;
}

/** Identifiers of ASN.1 (X.690), as far as a certificate needs them. */
const TAG = {
	integer: 0x02,
	bitString: 0x03,
	octetString: 0x04,
	utf8: 0x0c,
	utcTime: 0x17,
	sequence: 0x30,
	set: 0x31,
	addressName: 0x87,
	version: 0xa0,
	extensions: 0xa3,
};

const OBJECT = {
	ecdsaWithSha256: Buffer.from('06082a8648ce3d040302', 'hex'),
	commonName: Buffer.from('0603550403', 'hex'),
	subjectAltName: Buffer.from('0603551d11', 'hex'),
};

const YEAR_MS = 365 * 24 * 3_600_000;

function element(tag: number, ...parts: Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	if (content.length < 0x80) return Buffer.concat([Buffer.from([tag, content.length]), content]);
	const length = Buffer.from(content.length.toString(16).padStart(4, '0'), 'hex');
	return Buffer.concat([Buffer.from([tag, 0x82]), length, content]);
}

const bits = (content: Buffer) => element(TAG.bitString, Buffer.from([0]), content);

function time(at: Date): Buffer {
	const digits = at.toISOString().replace(/\D/g, '').slice(2, 14);
	return element(TAG.utcTime, Buffer.from(`${digits}Z`));
}

function nameOf(text: string): Buffer {
	const value = element(TAG.utf8, Buffer.from(text));
	const attribute = element(TAG.sequence, OBJECT.commonName, value);
	return element(TAG.sequence, element(TAG.set, attribute));
}

/**
 * A certificate for 127.0.0.1 that is signed by itself (RFC 5280), made anew at each call: none is
 * kept in the repository, where its key would look like a secret.
 */
export function selfSignedCertificate(now = new Date()): Certificate {
	const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
	const algorithm = element(TAG.sequence, OBJECT.ecdsaWithSha256);
	const name = nameOf('fault peer');
	const address = element(TAG.addressName, Buffer.from([127, 0, 0, 1]));
	const alternatives = element(TAG.octetString, element(TAG.sequence, address));
	const extension = element(TAG.sequence, OBJECT.subjectAltName, alternatives);
	const serial = Buffer.concat([Buffer.from([1]), randomBytes(8)]);
	const signed = element(
		TAG.sequence,
		element(TAG.version, element(TAG.integer, Buffer.from([2]))),
		element(TAG.integer, serial),
		algorithm,
		name,
		element(
			TAG.sequence,
			time(new Date(now.getTime() - YEAR_MS)),
			time(new Date(now.getTime() + YEAR_MS)),
		),
		name,
		publicKey.export({ type: 'spki', format: 'der' }),
		element(TAG.extensions, element(TAG.sequence, extension)),
	);
	const certificate = element(
		TAG.sequence,
		signed,
		algorithm,
		bits(sign('sha256', signed, privateKey)),
	);
	const base64 = certificate.toString('base64').replace(/.{64}/g, '$&\n');
	return {
		key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		cert: `-----BEGIN CERTIFICATE-----\n${base64}\n-----END CERTIFICATE-----\n`,
	};
}
