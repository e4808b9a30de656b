import { expect, type APIRequestContext, type Browser, type Page } from '@playwright/test';

export interface Resident {
  login: string;
  email: string;
  password: string;
}

let made = 0;

/** Somebody who has never been here. */
export function newcomer(): Resident {
  made += 1;
  const unique = `${Date.now().toString(36)}${made}`;
  return {
    login: `zhitel-${unique}`,
    email: `zhitel-${unique}@example.ru`,
    password: 'Gr8-zhuravl_Oka',
  };
}

/** The code of the image that the page shows; only the local system tells it. */
export async function captchaCode(page: Page, show: () => Promise<unknown>): Promise<string> {
  const [response] = await Promise.all([page.waitForResponse('**/api/auth/captcha'), show()]);
  const { id } = (await response.json()) as { id: string };
  const answer = await page.request.get(`/_local/captcha/${id}`);
  return ((await answer.json()) as { answer: string }).answer;
}

export async function fillRegistration(page: Page, who: Resident): Promise<void> {
  const code = await captchaCode(page, () => page.goto('/register'));
  await page.getByLabel('Имя пользователя').fill(who.login);
  await page.getByLabel('Адрес электронной почты').fill(who.email);
  await page.getByRole('textbox', { name: 'Пароль', exact: true }).fill(who.password);
  await page.getByRole('textbox', { name: 'Подтверждение пароля' }).fill(who.password);
  await page.getByLabel('Код с изображения').fill(code);
  await page.getByRole('checkbox', { name: /Я ознакомился и принял/ }).check();
}

/** Where the newest mail with a link to such a page leads; the mailer takes its time. */
export async function mailedLink(
  request: APIRequestContext,
  email: string,
  page: string,
): Promise<string> {
  let link: string | undefined;
  await expect(async () => {
    const response = await request.get('/_local/mail', { params: { to: email } });
    const mails = (await response.json()) as { links: string[] }[];
    link = mails.flatMap(({ links }) => links).find((one) => new URL(one).pathname === page);
    expect(link, `a mail to ${email} with a link to ${page}`).toBeDefined();
  }).toPass({ timeout: 15_000 });
  const { pathname, search, hash } = new URL(link ?? '');
  return pathname + search + hash;
}

/** A received mail, as far as the tests look at it. */
export interface Mail {
  id: string;
  subject: string;
  headers: Record<string, string>;
  attachments: { name: string; type: string; href: string }[];
}

/** Waits for a mail with such a subject. */
export async function mailed(
  request: APIRequestContext,
  email: string,
  subject: string | RegExp,
): Promise<Mail> {
  let found: Mail | undefined;
  await expect(async () => {
    const response = await request.get('/_local/mail', { params: { to: email } });
    const mails = (await response.json()) as Mail[];
    const fits = (mail: Mail): boolean =>
      typeof subject === 'string' ? mail.subject === subject : subject.test(mail.subject);
    found = mails.find(fits);
    expect(found, `a mail «${subject}» to ${email}`).toBeDefined();
  }).toPass({ timeout: 15_000 });
  if (found === undefined) throw new Error('the mail is gone again');
  return found;
}

/** Registers and activates; ends on the sign-in page. */
export async function register(page: Page, who: Resident): Promise<void> {
  await fillRegistration(page, who);
  await page.getByRole('button', { name: 'Зарегистрироваться' }).click();
  await expect(page.getByRole('heading', { name: 'Мы отправили вам письмо' })).toBeVisible();
  await page.goto(await mailedLink(page.request, who.email, '/activation'));
  await expect(page.getByRole('heading', { name: 'Учётная запись подтверждена' })).toBeVisible();
  await page.getByRole('link', { name: 'Войти' }).click();
}

export async function signIn(page: Page, who: Resident): Promise<void> {
  await page.getByLabel('Имя пользователя').fill(who.login);
  await page.getByRole('textbox', { name: 'Пароль' }).fill(who.password);
  await page.getByRole('button', { name: 'Войти' }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
}

/** Attaches the account by the access code; ends on its card. */
export async function attach(
  page: Page,
  account: { organization: string; number: string; accessCode: string },
): Promise<void> {
  await page.goto('/accounts/add');
  await page.getByRole('radio', { name: /Номер лицевого счёта/ }).check();
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await proveByAccessCode(page, account);
  await expect(page.getByRole('heading', { name: 'Сведения о лицевом счёте' })).toBeVisible();
}

/**
 * Names the company, the account and its access code, and sends them. The company is looked for by its name: the list
 * of all of them is a minute old, so it may still show the name that another test's house had.
 */
export async function proveByAccessCode(
  page: Page,
  account: { organization: string; number: string; accessCode: string },
): Promise<void> {
  await page.getByLabel('Название организации').fill(account.organization);
  await page.getByRole('link', { name: account.organization }).click();
  await page.getByLabel('Номер лицевого счёта').fill(account.number);
  await page.getByRole('textbox', { name: 'Код доступа' }).fill(account.accessCode);
  await page.getByRole('button', { name: 'Добавить лицевой счёт' }).click();
}

/** The same person in another browser, which is open at the mailings. */
export async function signInElsewhere(
  browser: Browser,
  baseURL: string | undefined,
  who: Resident,
): Promise<Page> {
  const elsewhere = await browser.newPage({ baseURL: baseURL ?? '', locale: 'ru-RU' });
  await elsewhere.goto('/profile/mailings');
  await signIn(elsewhere, who);
  return elsewhere;
}
