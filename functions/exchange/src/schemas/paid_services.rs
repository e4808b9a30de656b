use utoipa::ToSchema;

/// A paid service of the catalogue.
#[derive(Debug, ToSchema)]
pub struct PaidService {
    /// Natural key, up to 40 characters.
    #[schema(example = "tap")]
    pub code: String,
    /// Where it stands in the catalogue, up to 80 characters.
    #[schema(example = "Сантехника")]
    pub group: String,
    /// Up to 120 characters.
    #[schema(example = "Замена смесителя")]
    pub name: String,
    /// Up to 500 characters.
    pub description: Option<String>,
    /// Kopecks; left out where `price_kind` is `agreement`.
    #[schema(example = 90_000)]
    pub price: Option<i64>,
    /// `fixed` (where nothing is said), `from`, `agreement`.
    #[schema(example = "from", nullable = false)]
    pub price_kind: Option<String>,
    /// What the price is for, up to 20 characters.
    #[schema(example = "шт.")]
    pub unit: Option<String>,
    /// Up to 500 characters.
    pub conditions: Option<String>,
    /// Up to 10 parts of the day to choose from.
    #[schema(example = json!(["с 9 до 13", "с 13 до 18"]), nullable = false)]
    pub slots: Option<Vec<String>>,
    /// `false`: withdrawn, residents no longer see it. True where nothing is said.
    #[schema(nullable = false)]
    pub active: Option<bool>,
}
