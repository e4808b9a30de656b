import type { Begun } from '$lib/api/begun';

declare global {
  /** Left by the document, until the application has taken it. */
  var headStart: Begun | undefined;

  namespace App {
    interface Error {
      /** The page did not come, for want of a connection. */
      offline?: boolean;
    }

    interface PageState {
      /** Carries a typed address to the next page without putting it into the URL. */
      email?: string;
      /** The login that was registered with it. */
      login?: string;
    }
  }
}
