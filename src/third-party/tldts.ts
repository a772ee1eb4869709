/** The public suffix list: which part of a host name belongs to one organization. */
export { getDomain, getPublicSuffix } from 'tldts';
