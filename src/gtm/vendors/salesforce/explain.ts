import type { HttpResponse } from '../../http/http-port';
import { explainStatus } from '../../http/explain-status';
import type { Refusal } from '../../http/vendor-profile';
import { idOf, recordOf, recordsOf, textOf, textsOf } from '../../model/json';

/** One error of Salesforce. Requests call the code `errorCode`, results of a collection `statusCode`. */
export interface SalesforceError {
	code: string;
	message: string;
	/** API names of the fields it is about. */
	fields: readonly string[];
	/** Of `DUPLICATES_DETECTED`. */
	duplicateResult: Record<string, unknown>;
}

/** `[{ errorCode, message, fields }]` or `[{ statusCode, message, fields }]`; none if it is neither. */
export function errorsOf(body: unknown): SalesforceError[] {
	return recordsOf(body).flatMap((error) => {
		// A flow that failed answers with its results, each with its own errors.
		if (Array.isArray(error.errors)) return errorsOf(error.errors);
		const code = textOf(error.errorCode) ?? textOf(error.statusCode);
		if (code === undefined) return [];
		return [
			{
				code,
				message: textOf(error.message) ?? code,
				fields: textsOf(error.fields),
				duplicateResult: recordOf(error.duplicateResult),
			},
		];
	});
}

/**
 * Errors are an array, while a success is an object. OAuth's errors are `{ error, error_description }`,
 * and a status of 300 is a list of paths: several records have this external id.
 *
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/errorcodes.htm
 */
export function explain(response: HttpResponse): Refusal {
	const { status, body } = response;
	const [error] = errorsOf(body);
	if (error !== undefined) return explainError(error, status);
	if (status === 300) return severalMatches(body);
	const { error: code, error_description: said } = recordOf(body);
	if (typeof code === 'string') return explainLogin(code, textOf(said));
	return explainStatus('Salesforce', response);
}

/** @param httpStatus of the answer; 400 for the result of one record of a collection */
export function explainError(error: SalesforceError, httpStatus: number): Refusal {
	const { code } = error;
	const message = worded(error);
	switch (code) {
		case 'DUPLICATES_DETECTED':
			return ruledDuplicate(error);
		case 'DUPLICATE_VALUE':
			return takenValue(error);
		case 'REQUEST_LIMIT_EXCEEDED':
			return limitExceeded(error);
		case 'UNABLE_TO_LOCK_ROW':
			return {
				status: 'upstream_error',
				code,
				message: `${message} Another process is writing this record or its parent.`,
				transient: true,
				retryAfterMs: 1_000,
			};
		case 'STORAGE_LIMIT_EXCEEDED':
			return { status: 'quota_exhausted', code, message: `${message} Free storage in the org.` };
		case 'INVALID_SESSION_ID':
		case 'INVALID_AUTH_HEADER':
			return {
				status: 'forbidden',
				code,
				message: `${message} Connect the credential again; its Instance URL must belong to the same org.`,
			};
		case 'QUERY_TIMEOUT':
			return {
				status: 'upstream_error',
				code,
				message: `${message} Search by indexed fields, such as email or ID.`,
			};
		case 'SERVER_UNAVAILABLE':
			return { status: 'upstream_error', code, message, transient: true };
		case 'ENTITY_IS_DELETED':
		case 'NOT_FOUND':
			return { status: 'not_found', code, message };
		default:
			if (FORBIDDEN.test(code)) {
				return { status: 'forbidden', code, message: `${message} ${WHO_MAY}` };
			}
			// A validation rule may come with any status below 500.
			return httpStatus >= 500
				? { status: 'upstream_error', code, message }
				: { ...explainStatus('Salesforce', { status: httpStatus }), code, message };
	}
}

const FORBIDDEN =
	/^(?:INSUFFICIENT_ACCESS|API_(?:CURRENTLY_)?DISABLED|FUNCTIONALITY_NOT_ENABLED|CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY|INVALID_FIELD_FOR_INSERT_UPDATE$)/;

const WHO_MAY =
	'Check the permission sets and the field-level security of the user that the credential belongs to.';

function worded({ message, fields }: SalesforceError): string {
	const said = /[.!?]$/.test(message) ? message : `${message}.`;
	const unnamed = fields.filter((field) => !message.includes(field));
	return unnamed.length === 0 ? said : `${said} Fields: ${unnamed.join(', ')}.`;
}

/** The org's duplicate rule blocks the record. A rule may also find records of another object. */
function ruledDuplicate({ code, message, duplicateResult }: SalesforceError): Refusal {
	const own = textOf(duplicateResult.duplicateRuleEntityType);
	const matches = recordsOf(duplicateResult.matchResults).flatMap((result) =>
		recordsOf(result.matchRecords).flatMap(({ record }) => {
			const id = idOf(recordOf(record).Id);
			const type = textOf(recordOf(recordOf(record).attributes).type) ?? textOf(result.entityType);
			return id === undefined ? [] : [{ id, type: type ?? 'record' }];
		}),
	);
	const existingId = matches.find(({ type }) => own === undefined || type === own)?.id;
	const rule = textOf(duplicateResult.duplicateRule);
	const by = rule === undefined ? 'A duplicate rule' : `The duplicate rule ${rule}`;
	const found = [...new Set(matches.map(({ id, type }) => `${type} ${id}`))].join(', ');
	return {
		status: 'duplicate',
		code,
		message:
			found === ''
				? `${by} of the org rejected the record: ${message}`
				: `${by} of the org says that the record is the same as ${found}, so the record was not written. Set Record ID to it, or change the rule.`,
		...(existingId !== undefined && { existingId }),
	};
}

/** `duplicate value found: Ext__c duplicates value on record with id: 0035g00000AbCdE` */
function takenValue(error: SalesforceError): Refusal {
	const existingId = /record with id:\s*(\w{15,18})/.exec(error.message)?.[1];
	return {
		status: 'duplicate',
		code: error.code,
		message: worded(error),
		...(existingId !== undefined && { existingId }),
	};
}

/**
 * The day's requests are used up, for the whole org; or too many long requests run at once, which
 * passes.
 */
function limitExceeded({ code, message }: SalesforceError): Refusal {
	return /^Concurrent/i.test(message)
		? { status: 'rate_limited', code, message, retryAfterMs: 5_000 }
		: {
				status: 'quota_exhausted',
				code,
				message: `${message} The org has used its API requests for 24 hours. See Setup > Company Information.`,
			};
}

function severalMatches(body: unknown): Refusal {
	const ids = textsOf(body).map((path) => path.slice(path.lastIndexOf('/') + 1));
	const [existingId] = ids;
	return {
		status: 'duplicate',
		code: 'MULTIPLE_MATCHES',
		message: `Several records in Salesforce have this external ID (${ids.join(', ')}), so the record was not written. Merge them, or set Record ID.`,
		...(existingId !== undefined && { existingId }),
	};
}

function explainLogin(code: string, said = 'the login failed'): Refusal {
	const message = `Salesforce: ${said}. Check the External Client App (or the connected app that you have) and the credential.`;
	return { status: 'forbidden', code, message };
}
