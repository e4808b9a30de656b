//! News of a company to its residents.

use std::collections::HashSet;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::OrganizationId;
use crate::house::HouseCode;
use crate::id::{base32, is_base32};
use crate::line_text::{LineText, is_letter};
use crate::text::{Prose, TextError};

crate::refusals! {
    /// Why a text is not the code of a news item.
    pub enum NewsCodeError {
        Malformed = "news_code_malformed", "Код новости — от 1 до 60 знаков: буквы, цифры, дефис, точка, подчёркивание, косая черта.";
    }
}

crate::refusals! {
    /// Why a news item cannot be as a whole.
    pub enum NewsError {
        EndsTooEarly = "expires_too_early", "Показ заканчивается раньше, чем начинается.";
        Time = "time_out_of_range", "Годы — от 2000 до 2100.";
        TooManyHouses = "too_many", "Не более 500 домов. Для большего числа домов разделите новость или публикуйте её для всех.";
        HouseTwice = "duplicate", "Этот дом уже указан.";
    }
}

crate::refusals! {
    /// Why a text is not the id of a news item.
    pub enum NewsIdError {
        Malformed = "news_id_malformed", "Такой новости нет.";
    }
}

/// The company's code of a news item; unique in the company.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NewsCode(String);

impl NewsCode {
    /// Parses the code as the company writes it; case matters.
    pub fn parse(text: &str) -> Result<Self, NewsCodeError> {
        let code = text.trim();
        let allowed = |letter: char| is_letter(letter) || letter.is_ascii_digit() || "-._/".contains(letter);
        let good = (1..=60).contains(&code.chars().count()) && code.chars().all(allowed);
        good.then(|| Self(code.to_owned())).ok_or(NewsCodeError::Malformed)
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(NewsCode, NewsCodeError);

/// Digits of an id.
const ID_LENGTH: usize = 20;

/// What a news item is known by outside; it follows from company and code, so a corrected item keeps it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NewsId(String);

impl NewsId {
    /// The id of the company's item with this code.
    pub fn of(organization: &OrganizationId, code: &NewsCode) -> Self {
        let digest: [u8; 32] = Sha256::digest(format!("{organization} {code}")).into();
        Self(base32(&digest, ID_LENGTH))
    }

    /// Reads an id that came back to us.
    pub fn parse(text: &str) -> Result<Self, NewsIdError> {
        is_base32(text, ID_LENGTH).then(|| Self(text.to_owned())).ok_or(NewsIdError::Malformed)
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
crate::text_newtype!(NewsId, NewsIdError);

/// Markdown of a news item, up to 10,000 characters: five printed pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewsBody(Prose<{ NewsBody::LONGEST }>);

impl NewsBody {
    /// The most characters.
    pub const LONGEST: usize = 10_000;

    /// Tidies and checks the text. A tab is four spaces, as Markdown has it.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        Prose::parse(&text.replace('\t', "    ")).map(Self)
    }

    /// The Markdown.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }
}
crate::text_newtype!(NewsBody, TextError);

/// Whether residents see it at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NewsStatus {
    /// Not yet.
    Draft,
    /// From `published_at` until `expires_at`.
    Published,
    /// No longer.
    Withdrawn,
}

/// A news item as the company sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct News {
    /// Natural key.
    pub code: NewsCode,
    /// One line.
    pub title: LineText,
    /// Markdown.
    pub body: NewsBody,
    /// For the residents of these houses; for all of the company's where none is named.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub houses: Vec<HouseCode>,
    /// Stands before the others.
    #[serde(default)]
    pub pinned: bool,
    /// From when it is shown.
    pub published_at: Timestamp,
    /// Until when it is shown; for ever where nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires_at: Option<Timestamp>,
    /// Whether residents see it at all.
    pub status: NewsStatus,
}

impl News {
    /// The most houses of an item: each copy of it names them.
    pub const MOST_HOUSES: usize = 500;

    /// Checks what a single field cannot tell; names the field at fault.
    pub fn check(&self) -> Result<(), (String, NewsError)> {
        let reasonable = |at: Timestamp| (2000..2100).contains(&jiff::tz::TimeZone::UTC.to_datetime(at).year());
        if !reasonable(self.published_at) {
            return Err(("published_at".to_owned(), NewsError::Time));
        }
        if self.expires_at.is_some_and(|until| !reasonable(until)) {
            return Err(("expires_at".to_owned(), NewsError::Time));
        }
        if self.expires_at.is_some_and(|until| until <= self.published_at) {
            return Err(("expires_at".to_owned(), NewsError::EndsTooEarly));
        }
        if self.houses.len() > Self::MOST_HOUSES {
            return Err(("houses".to_owned(), NewsError::TooManyHouses));
        }
        let mut named = HashSet::new();
        let twice = self.houses.iter().position(|house| !named.insert(house));
        twice.map_or(Ok(()), |index| Err((format!("houses[{index}]"), NewsError::HouseTwice)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn news(published_at: &str, expires_at: Option<&str>, houses: &[&str]) -> News {
        News {
            code: NewsCode::parse("n-1").unwrap(),
            title: LineText::parse("Отключение воды").unwrap(),
            body: NewsBody::parse("Завтра").unwrap(),
            houses: houses.iter().map(|code| HouseCode::parse(code).unwrap()).collect(),
            pinned: false,
            published_at: published_at.parse().unwrap(),
            expires_at: expires_at.map(|at| at.parse().unwrap()),
            status: NewsStatus::Published,
        }
    }

    #[test]
    fn an_item_is_shown_for_some_time_or_for_ever() {
        let checked = |until| news("2026-10-20T12:00:00Z", until, &[]).check().map_err(|(field, _)| field);
        assert_eq!(checked(None), Ok(()));
        assert_eq!(checked(Some("2026-10-20T12:00:01Z")), Ok(()));
        assert_eq!(checked(Some("2026-10-20T12:00:00Z")), Err("expires_at".to_owned()));
        let early = news("0001-01-01T00:00:00Z", None, &[]).check();
        assert_eq!(early, Err(("published_at".to_owned(), NewsError::Time)));
    }

    #[test]
    fn five_hundred_houses_may_be_named_and_no_more() {
        let codes: Vec<String> = (0..501).map(|number| number.to_string()).collect();
        let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
        assert_eq!(news("2026-10-20T12:00:00Z", None, &codes[..500]).check(), Ok(()));
        let many = news("2026-10-20T12:00:00Z", None, &codes).check();
        assert_eq!(many, Err(("houses".to_owned(), NewsError::TooManyHouses)));
    }

    #[test]
    fn a_house_is_named_once() {
        let twice = news("2026-10-20T12:00:00Z", None, &["a", "b", "a"]).check();
        assert_eq!(twice, Err(("houses[2]".to_owned(), NewsError::HouseTwice)));
    }

    #[test]
    fn a_body_is_text_that_shows_what_it_is() {
        assert_eq!(NewsBody::parse(" а\r\nб\n").unwrap().as_str(), "а\nб");
        assert_eq!(NewsBody::parse("👩\u{200d}🔧").unwrap().as_str(), "👩\u{200d}🔧");
        assert_eq!(NewsBody::parse("- а\n\t- б\u{202e}").unwrap().as_str(), "- а\n    - б");
        for text in [" \n ", "\u{200b}", "\u{2800}\u{3164}"] {
            assert_eq!(NewsBody::parse(text), Err(TextError::Empty), "{text:?}");
        }
        assert_eq!(NewsBody::parse("a\0"), Err(TextError::Control));
        assert!(NewsBody::parse(&"ю".repeat(10_000)).is_ok());
        for length in [10_001, 1_000_000] {
            assert_eq!(NewsBody::parse(&"ю".repeat(length)), Err(TextError::TooLong(10_000)));
        }
    }

    #[test]
    fn an_id_follows_from_company_and_code() {
        let id = |seed, code| NewsId::of(&OrganizationId::from_random([seed; 8]), &NewsCode::parse(code).unwrap());
        assert_eq!(id(1, "a"), id(1, "a"));
        assert_ne!(id(1, "a"), id(2, "a"));
        assert_eq!(NewsId::parse(id(1, "a").as_str()), Ok(id(1, "a")));
        assert!(NewsId::parse("LISTED#1").is_err());
    }
}
