import type { paths } from './schema';

type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';

/** The JSON answer of a route, by its address: independent of the names of component schemas. */
type Answer<
  Path extends keyof paths,
  Verb extends Method,
  Status extends number,
> = paths[Path][Verb] extends {
  responses: Record<Status, { content: { 'application/json': infer Body } }>;
}
  ? Body
  : never;

/** The JSON that a route is sent. */
type Question<Path extends keyof paths, Verb extends Method> = paths[Path][Verb] extends {
  requestBody?: { content: { 'application/json': infer Body } };
}
  ? Body
  : never;

export type Grant = Answer<'/api/auth/login', 'post', 200>;
export type User = Grant['user'];
export type Captcha = Answer<'/api/auth/captcha', 'get', 200>;
export type CaptchaAnswer = Question<'/api/auth/activation/resend', 'post'>['captcha'];
export type Agreement = Answer<'/api/auth/agreement', 'get', 200>;
export type PasswordPolicy = Agreement['password_policy'];
export type Profile = Answer<'/api/profile', 'get', 200>;
export type Device = Answer<'/api/auth/sessions', 'get', 200>['items'][number];
export type ActionItem = Answer<'/api/profile/actions', 'get', 200>['items'][number];
export type OrganizationItem = Answer<'/api/organizations', 'get', 200>['items'][number];
type Company = Answer<'/api/organizations/{id}', 'get', 200>;
export type Organization = Omit<Company, 'recipients'> & {
  /** Topics that the company proposes for appeals; older companies have named none. */
  appeal_topics?: string[] | null;
  /** An answer that a browser has kept from before they were told names none. */
  recipients?: Recipient[];
};
export type Recipient = Company['recipients'][number];
export type AccountItem = Answer<'/api/accounts', 'get', 200>['items'][number];
export type Card = Answer<'/api/accounts/{id}', 'get', 200>;
export type Balance = Card['balance'];
export type PeriodItem = Answer<'/api/accounts/{id}/periods', 'get', 200>['items'][number];
export type Statement = Answer<'/api/accounts/{id}/charges/{period}', 'get', 200>;
export type MonthCharges = Answer<'/api/accounts/{id}/charges', 'get', 200>['items'][number];
export type CommonNeeds = Answer<'/api/accounts/{id}/odn/{period}', 'get', 200>;
export type CommonNeedsItem = CommonNeeds['items'][number];
export type Line = Statement['lines'][number];
export type Meters = Answer<'/api/accounts/{id}/meters', 'get', 200>;
export type Meter = Meters['items'][number];
export type ReadingAnswer = Answer<'/api/accounts/{id}/readings', 'post', 200>['items'][number];
export type PastReading = Answer<
  '/api/accounts/{id}/meters/{meter}/readings',
  'get',
  200
>['items'][number];
export type NewsPage = Answer<'/api/accounts/{id}/news', 'get', 200>;
export type NewsItem = NewsPage['items'][number];
export type Rating = Answer<'/api/rating', 'get', 200>;
export type Grade = Question<'/api/rating', 'put'>['grade'];
export type OnlinePayment = Answer<'/api/accounts/{id}/payments/{payment}', 'get', 200>;
export type Movement = Answer<'/api/accounts/{id}/movements', 'get', 200>['items'][number];
export type Appeal = Answer<'/api/accounts/{id}/appeals', 'get', 200>['items'][number];
export type AppealThread = Answer<'/api/accounts/{id}/appeals/{appeal}', 'get', 200>;
export type AppealMessage = AppealThread['thread'][number];
export type MessageFile = AppealMessage['files'][number];
/** Where the bytes of a file go: a form to be posted, the file last in it. */
export type UploadTicket = Answer<'/api/accounts/{id}/uploads', 'post', 201>;
export type NewAppeal = Question<'/api/accounts/{id}/appeals', 'post'>;
export type NewMessage = Question<'/api/accounts/{id}/appeals/{appeal}/messages', 'post'>;

export type PaidService = Answer<'/api/accounts/{id}/paid-services', 'get', 200>['items'][number];
export type Price = PaidService['price'];
export type PlacedOrder = Answer<'/api/accounts/{id}/orders/{order}', 'get', 200>;
export type OrderMove = PlacedOrder['moves'][number];
export type NewOrder = Question<'/api/accounts/{id}/orders', 'post'>;
