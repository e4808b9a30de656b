/** A column of a `Table`: its heading and the text of a cell. */
export interface Column<Row> {
  label: string;
  value: (row: Row) => string;
  numeric?: boolean;
  /** The card of a row on a phone does without the cell. */
  spare?: (row: Row) => boolean;
}

/** One line of `Facts`. */
export interface Fact {
  label: string;
  value: string;
  href?: string | undefined;
  /** The value holds telephone numbers, which can be dialled. */
  phones?: boolean;
  /** Offers to copy the value, for what people carry into a bank's form. */
  copy?: boolean;
  /** A second line under the value, for what is about to change. */
  note?: string | undefined;
  /** Where the value is changed. */
  change?: { label: string; href: string };
}

/** A bar of a `BarChart`. */
export interface Bar {
  key: string;
  /** A few letters under the bar. */
  short: string;
  /** The name in the table behind. */
  name: string;
  value: number;
  /** The value as it is written in the table. */
  text: string;
  /** The bar that the page is about. */
  marked?: boolean;
}

/** How a `Tag` looks: something is under way, went well, wants to be looked at, is over. */
export type TagKind = 'info' | 'success' | 'warning' | 'quiet';
