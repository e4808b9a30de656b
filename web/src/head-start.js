// Stands in the document of each page of the cabinet, before the files that it names: what the page shows first is asked
// for while its code still comes. The application takes what it finds (lib/api/begun.ts), and asks for the rest itself.
(() => {
  const { firstQuestions } = document.documentElement.dataset;
  if (firstQuestions === undefined) return;

  /** As long as a renewal of the application may take, with its body, in milliseconds. */
  const PATIENCE = 15_000;
  /** The address of the accounts, which every page begins with. */
  const ACCOUNTS = `${location.origin}/api/accounts`;
  /** Of what ids consist. Anything else may lead elsewhere once it stands in an address, as `..` does. */
  const ID = /^[0-9a-z]+$/u;

  /** @type {Map<string, Promise<Response>>} */
  const answers = new Map();
  const tabs = new BroadcastChannel('session');
  // Somebody has come or gone in another tab: what was asked before says nothing of who this is.
  tabs.onmessage = () => {
    tabs.close();
    begun.isOver = true;
    globalThis.headStart = undefined;
  };
  const renewal =
    'locks' in navigator ? navigator.locks.request('session-refresh', renew) : renew();
  const begun = { renewal, answers, tabs, isOver: false };
  globalThis.headStart = begun;
  const token = renewal.then(tokenOf);
  const questions = firstQuestions.split(' ');
  for (const question of questions.filter((one) => !one.includes('{account}'))) ask(question);
  const accounts = answers.get(ACCOUNTS);
  const ofAccount = askOfAccount(questions.filter((one) => one.includes('{account}')));
  // Whoever gets the accounts goes on to what is asked of one: it lies there by then.
  leave(
    ACCOUNTS,
    Promise.allSettled([ofAccount]).then(() => accounts),
  );

  /** Read whole here: the application may come long after, and no other tab renews before. */
  async function renew() {
    const patience = new AbortController();
    const timer = setTimeout(() => {
      patience.abort();
    }, PATIENCE);
    try {
      const response = await fetch('/api/auth/refresh', {
        method: 'POST',
        signal: patience.signal,
      });
      return new Response(await response.arrayBuffer(), response);
    } finally {
      clearTimeout(timer);
    }
  }

  /** @param {Response} response */
  async function tokenOf(response) {
    if (!response.ok) throw new Error('nobody is signed in');
    const { access_token } = await response.clone().json();
    return access_token;
  }

  /** @param {string} address */
  function ask(address) {
    const answer = token.then((bearer) => {
      if (begun.isOver) throw new Error('nobody takes it any more');
      return fetch(address, { headers: { Authorization: `Bearer ${bearer}` } });
    });
    leave(location.origin + address, answer);
  }

  /**
   * @param {string} address
   * @param {Promise<Response>} answer
   */
  function leave(address, answer) {
    answer.catch(() => undefined);
    answers.set(address, answer);
  }

  /** @param {string[]} questions */
  async function askOfAccount(questions) {
    const account = new URLSearchParams(location.search).get('account') || (await firstAccount());
    if (!ID.test(account)) return;
    for (const question of questions) ask(question.replace('{account}', account));
  }

  /** Which account the cabinet shows where the address names none. */
  async function firstAccount() {
    const response = await answers.get(ACCOUNTS);
    const list = await response?.clone().json();
    return list?.items.at(0)?.id ?? '';
  }
})();
