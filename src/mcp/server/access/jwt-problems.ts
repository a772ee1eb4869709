import { ASYMMETRIC_ALGORITHMS, type JwtSettings } from './token-verifier';

/** An hour of tolerance would keep every token alive for an hour more. In seconds. */
const LARGEST_TOLERANCE = 300;

/** What is wrong with the settings for tokens, as sentences for the person who typed them. */
export function findJwtProblems(settings: JwtSettings): string[] {
	const { issuer, audiences, algorithms, clockToleranceSeconds: tolerance } = settings;
	const known: readonly string[] = ASYMMETRIC_ALGORITHMS;
	const problems = [
		issuer === '' && 'Give the issuer.',
		audiences.length === 0 &&
			'Give the audience: without one, tokens that the issuer made for other services would be taken.',
		algorithms.length === 0 && 'Choose at least one algorithm.',
		...algorithms
			.filter((algorithm) => !known.includes(algorithm))
			.map((algorithm) => `The algorithm "${algorithm}" cannot be used with public keys.`),
		!(tolerance >= 0 && tolerance <= LARGEST_TOLERANCE) &&
			`The clock tolerance must be 0 to ${LARGEST_TOLERANCE} seconds.`,
	];
	return problems.filter((problem) => problem !== false);
}
