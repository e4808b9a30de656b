/** A telephone number as a link that dials it. */
export function call(number: string | null | undefined): string | undefined {
  return number ? `tel:${number.replace(/[^\d+]/gu, '')}` : undefined;
}

/** Only a web address becomes a link: the company's own words never make a `javascript:` one. */
export function web(site: string | null | undefined): string | undefined {
  if (!site) return undefined;
  const address = URL.parse(/^[a-z]+:/iu.test(site) ? site : `https://${site}`);
  return address !== null && /^https?:$/u.test(address.protocol) ? address.href : undefined;
}
