/** The one report that is being written: whatever is selected meanwhile begins no other. */
export class Reporting {
  /** The words that were selected; undefined where no report is being written. */
  words = $state<string>();

  /** Whether a report begins with these words. */
  begin = (words: string): boolean => {
    if (this.words !== undefined || words === '') return false;
    this.words = words;
    return true;
  };

  end = (): void => {
    this.words = undefined;
  };
}
