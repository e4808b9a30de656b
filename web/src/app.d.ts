declare global {
  namespace App {
    interface PageState {
      /** Carries a typed address to the next page without putting it into the URL. */
      email?: string;
    }
  }
}

export {};
