//! The figures in `docs/benchmarks.md`: below a mark, a head that tells of the machine, then a section a part.

use std::fs;

use anyhow::{Context, Result};

use crate::project;

/// What follows this line in the document is ours.
const MARK: &str = "<!-- Below this line is what `cargo xtask bench --keep` measured. -->";
/// A section begins with it.
const SECTION: &str = "\n## ";

/// Puts a section in place of the one with its heading, or at the end.
pub fn keep(section: &str) -> Result<()> {
    rewrite(|ours| replaced(ours, section))
}

/// Puts a sentence in place of what stands before the first section.
pub fn head(sentence: &str) -> Result<()> {
    rewrite(|ours| {
        let sections = ours.find(SECTION).map_or("", |start| &ours[start..]);
        format!("\n\n{sentence}\n{sections}")
    })
}

fn rewrite(change: impl FnOnce(&str) -> String) -> Result<()> {
    let path = project::path("docs/benchmarks.md");
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let (words, ours) = text.split_once(MARK).with_context(|| format!("{} has lost its mark", path.display()))?;
    Ok(fs::write(&path, format!("{words}{MARK}{}", change(ours)))?)
}

fn replaced(ours: &str, section: &str) -> String {
    let heading = section.lines().next().unwrap_or_default();
    let section = format!("\n{}\n", section.trim_end());
    let Some(start) = ours.find(&format!("\n{heading}\n")) else {
        return format!("{}\n{section}", ours.trim_end());
    };
    let end = ours[start + 1..].find(SECTION).map_or(ours.len(), |end| start + 1 + end);
    format!("{}{section}{}", &ours[..start], &ours[end..])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;

    use serde_json::Value;

    use super::{SECTION, replaced};
    use crate::bench::world::SAMPLES;
    use crate::project;

    const OURS: &str = "\n\nA machine.\n\n## One\n\n1\n\n## Two\n\n2\n";

    #[test]
    fn a_section_takes_the_place_of_the_former_one() {
        assert_eq!(replaced(OURS, "## One\n\n3\n"), "\n\nA machine.\n\n## One\n\n3\n\n## Two\n\n2\n");
        assert_eq!(replaced(OURS, "## Two\n\n3"), "\n\nA machine.\n\n## One\n\n1\n\n## Two\n\n3\n");
    }

    #[test]
    fn a_new_section_comes_last() {
        assert_eq!(replaced(OURS, "## Three\n\n3"), format!("{OURS}\n## Three\n\n3\n"));
    }

    #[test]
    fn figures_of_every_route_are_kept() {
        let kept: BTreeSet<_> =
            first_column("Units and round trips").iter().map(|cell| cell.replace('`', "")).collect();
        assert_eq!(kept, routes());
    }

    #[test]
    fn figures_of_every_http_function_are_kept() {
        let measured: BTreeSet<_> = SAMPLES.iter().map(|sample| sample.function.to_owned()).collect();
        assert_eq!(first_column("Functions"), measured);
    }

    /// What the rows of a section's table in the document begin with.
    fn first_column(heading: &str) -> BTreeSet<String> {
        let text = fs::read_to_string(project::path("docs/benchmarks.md")).unwrap();
        let from = text.split(&format!("{SECTION}{heading}\n")).nth(1).unwrap();
        let section = from.split(SECTION).next().unwrap();
        let cells = section.lines().filter_map(|line| line.strip_prefix("| ")?.split(" | ").next());
        cells.skip_while(|cell| *cell != "---").skip(1).map(str::to_owned).collect()
    }

    /// Those of the API document.
    fn routes() -> BTreeSet<String> {
        let text = fs::read_to_string(project::path("docs/openapi.json")).unwrap();
        let document: Value = serde_json::from_str(&text).unwrap();
        let paths = document["paths"].as_object().unwrap().iter();
        let routes =
            paths.flat_map(|(path, methods)| methods.as_object().unwrap().keys().map(move |method| (path, method)));
        routes.map(|(path, method)| format!("{} {path}", method.to_uppercase())).collect()
    }
}
