//! Reports of mistakes in the texts of the site.

use serde::{Deserialize, Serialize};

use crate::text::one_line;

crate::refusals! {
    /// Why a report cannot be taken.
    pub enum TypoError {
        Empty = "required", "Выделите текст с ошибкой.";
        SelectionTooLong = "too_long", "Не более 500 знаков: выделите слово или предложение.";
        CommentTooLong = "too_long", "Не более 1000 знаков.";
        Page = "page_malformed", "Адрес страницы начинается с косой черты и не длиннее 300 знаков.";
    }
}

/// What somebody has noticed, in text that shows what it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypoReport {
    /// Path of the page, without what stands behind `?`: that may tell whose account was looked at.
    pub page: String,
    /// The words.
    pub selection: String,
    /// What is wrong with them.
    #[serde(default)]
    pub comment: Option<String>,
}

impl TypoReport {
    /// Brings a report into order and checks it; names the field at fault.
    pub fn parse(page: &str, selection: &str, comment: Option<&str>) -> Result<Self, (&'static str, TypoError)> {
        let page = page.split(['?', '#']).next().unwrap_or_default();
        if !page.starts_with('/') || page.chars().count() > 300 || page != one_line(page) {
            return Err(("page", TypoError::Page));
        }
        // Counted first: what is far too long is not brought into order.
        let bounded = |text: &str, most: usize| (text.chars().count() <= 4 * most).then(|| one_line(text));
        let fits = |text: &String, most: usize| text.chars().count() <= most;
        let selection = bounded(selection, 500).filter(|text| fits(text, 500));
        let selection = selection.ok_or(("selection", TypoError::SelectionTooLong))?;
        if selection.is_empty() {
            return Err(("selection", TypoError::Empty));
        }
        let comment = comment.map(|text| bounded(text, 1000).filter(|text| fits(text, 1000)));
        let comment = comment.map(|text| text.ok_or(("comment", TypoError::CommentTooLong))).transpose()?;
        Ok(Self { page: page.to_owned(), selection, comment: comment.filter(|text| !text.is_empty()) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_brought_into_order() {
        let report = TypoReport::parse("/charges?account=1#x", " начис\u{ad}лено\n завсе ", Some("\u{200b} ")).unwrap();
        let expected =
            TypoReport {
                page: "/charges".to_owned(), selection: "начислено завсе".to_owned(), comment: None
            };
        assert_eq!(report, expected);
    }

    #[test]
    fn what_is_no_report_is_refused_with_its_field() {
        let field = |page: &str, selection: &str, comment: &str| {
            TypoReport::parse(page, selection, Some(comment)).unwrap_err().0
        };
        for page in ["", "charges", "https://evil.example/", "/a\nb", "/\u{202e}", &format!("/{}", "a".repeat(300))] {
            assert_eq!(field(page, "слово", ""), "page", "{page}");
        }
        assert_eq!(field("/", "\u{200b}\n", ""), "selection");
        assert_eq!(field("/", &"ю".repeat(501), ""), "selection");
        assert_eq!(field("/", &"ю".repeat(900_000), ""), "selection");
        assert_eq!(field("/", "слово", &"ю".repeat(1001)), "comment");
    }
}
