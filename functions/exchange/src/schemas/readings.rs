use utoipa::ToSchema;

/// A reading; its natural key is the account, the meter and the day.
#[derive(Debug, ToSchema)]
#[schema(as = ReadingLoad)]
pub struct Reading {
    /// Number of an account that was loaded before.
    #[schema(example = "100200300")]
    pub account: String,
    /// Serial number of a meter that was loaded before.
    #[schema(example = "СВК-15 001")]
    pub meter: String,
    /// The day, not in the future.
    #[schema(example = "2026-10-20", format = Date)]
    pub taken_on: String,
    /// One value a zone, up to three decimals.
    #[schema(example = json!(["123.4"]))]
    pub values: Vec<String>,
    /// `company`, `automatic`, or `resident` for what residents told the company by other ways.
    #[schema(example = "company")]
    pub source: String,
}
