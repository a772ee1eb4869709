/**
 * JSON Web Tokens and their keys. Bundled into dist by the build, like everything in this folder.
 * Imported dynamically only, for most servers check no tokens and most clients sign none; everyone
 * else imports types.
 */
export { SignJWT, createLocalJWKSet, importPKCS8, jwtVerify } from 'jose';
export type {
	CryptoKey,
	FlattenedJWSInput,
	JSONWebKeySet,
	JWSHeaderParameters,
	JWTPayload,
} from 'jose';
