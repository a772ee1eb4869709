/** The public suffix list: which part of a host name belongs to one organisation. */
export { getDomain } from 'tldts';
