declare global {
  namespace App {
    interface PageState {
      /** Carries a typed address to the next page without putting it into the URL. */
      email?: string;
      /** The login that was registered with it. */
      login?: string;
    }
  }
}

export {};
