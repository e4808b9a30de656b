import { afterNavigate, goto } from '$app/navigation';
import { onMount } from 'svelte';
import { linkToken } from './link-token';

/**
 * The link of a mail that leads to this page. Its secret leaves the address bar and the history as soon as it is
 * read. Another link to the same page does not load the page anew, so that is listened for too.
 */
export class MailedLink {
  /** The secret; empty where there is none, null until it is read. */
  token = $state<string | null>(null);

  constructor() {
    afterNavigate(this.#read);
    onMount(() => {
      addEventListener('hashchange', this.#read);
      return () => {
        removeEventListener('hashchange', this.#read);
      };
    });
  }

  #read = (): void => {
    const token = linkToken(location.hash);
    if (token !== '') {
      void goto(location.pathname, { replaceState: true, keepFocus: true, noScroll: true });
    }
    if (token !== '' || this.token === null) this.token = token;
  };
}
