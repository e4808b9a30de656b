//! Figures in Markdown.

/// A table; numbers to the right.
pub fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &mut dyn Iterator<Item = &str>| format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "));
    let rule = std::iter::once("---").chain(std::iter::repeat_n("---:", header.len().saturating_sub(1)));
    let mut table = line(&mut header.iter().copied());
    table.push_str(&line(&mut rule.collect::<Vec<_>>().into_iter()));
    for row in rows {
        table.push_str(&line(&mut row.iter().map(String::as_str)));
    }
    table
}

/// A figure with as many decimals as its size deserves; a whole number has none.
pub fn figure(value: f64) -> String {
    let decimals = match value.abs() {
        _ if value.fract() == 0.0 => 0,
        size if size < 10.0 => 2,
        size if size < 100.0 => 1,
        _ => 0,
    };
    format!("{value:.decimals$}")
}

/// A figure that should stay at or below a limit; bold where it does not.
pub fn at_most(value: f64, limit: f64) -> String {
    mark(value, value <= limit)
}

/// A figure that should reach a limit; bold where it does not.
pub fn at_least(value: f64, limit: f64) -> String {
    mark(value, value >= limit)
}

fn mark(value: f64, good: bool) -> String {
    if good { figure(value) } else { format!("**{}**", figure(value)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_short_of_its_limit_is_bold() {
        assert_eq!((at_most(5.0, 6.0), at_most(6.5, 6.0)), ("5".to_owned(), "**6.50**".to_owned()));
        assert_eq!((at_least(3100.0, 3000.0), at_least(42.0, 3000.0)), ("3100".to_owned(), "**42**".to_owned()));
    }

    #[test]
    fn a_table_has_a_rule_below_its_header() {
        let rows = [vec!["auth".to_owned(), "1".to_owned()]];
        assert_eq!(table(&["function", "ms"], &rows), "| function | ms |\n| --- | ---: |\n| auth | 1 |\n");
    }
}
