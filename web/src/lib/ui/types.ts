/** A column of a `Table`: its heading and the text of a cell. */
export interface Column<Row> {
  label: string;
  value: (row: Row) => string;
  numeric?: boolean;
}

/** One line of `Facts`. */
export interface Fact {
  label: string;
  value: string;
  href?: string | undefined;
  /** Offers to copy the value, for what people carry into a bank's form. */
  copy?: boolean;
}
