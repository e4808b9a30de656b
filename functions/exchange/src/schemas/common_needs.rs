use utoipa::ToSchema;

/// The common needs of a house; the natural key is the house and the service. Volumes in units of the service.
#[derive(Debug, ToSchema)]
#[schema(as = CommonNeedsLoad)]
pub struct CommonNeeds {
    /// Code of a house that was loaded before.
    #[schema(example = "mira-5")]
    pub house: String,
    /// The company's code of a service that accounts of the house have.
    #[schema(example = "hot-water")]
    pub service: String,
    /// What the house meter measured; null or left out where there is none: then `cap` is the norm that is charged.
    #[schema(example = "1000")]
    pub house_volume: Option<String>,
    /// Sum of the individual meters.
    #[schema(example = "750")]
    pub individual: String,
    /// Sum of what was charged by norm.
    #[schema(example = "100")]
    pub by_norm: String,
    /// Sum of the non-residential premises.
    #[schema(example = "50")]
    pub non_residential: String,
    /// Whatever else is taken off, such as a negative volume carried from the month before.
    #[schema(example = "0")]
    pub other: Option<String>,
    /// The norm of the house as a volume, `N · S_common`; null or left out: no cap.
    #[schema(example = "120")]
    pub cap: Option<String>,
    /// Area of all premises that share the volume, m².
    #[schema(example = "4000")]
    pub area_total: String,
    /// Roubles a unit.
    #[schema(example = "145.97")]
    pub tariff: String,
}
