import type { Organization, Recipient } from '$lib/api/types';
import { web } from '$lib/cabinet/company-links';
import { organization as texts } from '$lib/messages';
import type { Fact } from '$lib/ui/types';

/** Keeps the facts that the company has told. */
function told(facts: (Omit<Fact, 'value'> & { value: string | null | undefined })[]): Fact[] {
  return facts.flatMap((fact) => (fact.value ? [{ ...fact, value: fact.value }] : []));
}

export function contacts(of: Organization): Fact[] {
  const { from_day, to_day } = of.readings_window;
  const copied = [
    { label: texts.emergency, value: of.emergency_phone, phones: true },
    ...of.phones.map(({ label, number }) => ({ label, value: number, phones: true })),
    { label: texts.email, value: of.email, href: `mailto:${of.email}` },
    { label: texts.site, value: of.site, href: web(of.site) },
    { label: texts.address, value: of.legal_address },
    { label: texts.hours, value: of.hours },
    {
      label: texts.readings,
      value: texts.readingsDays(from_day, to_day),
      note: texts.readingsOfHouse,
    },
  ];
  return told(copied.map((fact) => ({ ...fact, copy: true })));
}

export function requisites(of: Organization): Fact[] {
  return payee({ ...of, name: of.full_name ?? of.name });
}

/** Where to pay, of the company or of a supplier that is paid directly; whose ОГРН is not told. */
export function payee(of: Recipient & { ogrn?: string }): Fact[] {
  const copied = [
    { label: texts.name, value: of.name },
    { label: texts.inn, value: of.inn },
    { label: texts.kpp, value: of.kpp },
    { label: texts.ogrn, value: of.ogrn },
    { label: texts.bank, value: of.bank.name },
    { label: texts.bic, value: of.bank.bic },
    { label: texts.account, value: of.bank.account },
    { label: texts.correspondent, value: of.bank.correspondent_account },
  ];
  return told(copied.map((fact) => ({ ...fact, copy: true })));
}
