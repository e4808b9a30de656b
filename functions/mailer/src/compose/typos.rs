//! The letter that tells the operator of mistakes in the texts of the site.

use http::App;
use jiff::Timestamp;
use mail::letters::{ReportedTypo, TyposReported};
use table::entities::typo::{Typo, TyposOf};

use super::{ComposeError, Composed};

/// The most reports in one letter; the operator's command shows all.
const MOST: i32 = 100;

/// All that was reported within a while, oldest first.
pub async fn reported(app: &App, to: &str, from: Timestamp, until: Timestamp) -> Result<Composed, ComposeError> {
    let page = app.table.query(&TyposOf { from, until }, MOST, None).await?;
    if page.items.is_empty() {
        return Ok(Composed::Nothing);
    }
    let base = &app.settings.base_url;
    let told = |typo: Typo| ReportedTypo {
        page: format!("{base}{}", typo.report.page),
        selection: typo.report.selection,
        comment: typo.report.comment.unwrap_or_default(),
    };
    let typos: Vec<ReportedTypo> = page.items.into_iter().map(told).collect();
    let letter = TyposReported { typos: &typos, more: page.next.is_some(), link: base }.letter()?;
    Ok(Composed::Letter(to.to_owned(), letter))
}
