use utoipa::ToSchema;

/// A meter; its natural key is the account and the serial number.
#[derive(Debug, ToSchema)]
#[schema(as = MeterLoad)]
pub struct Meter {
    /// Number of an account that was loaded before.
    #[schema(example = "100200300")]
    pub account: String,
    /// Serial number on the meter's face.
    #[schema(example = "СВК-15 001")]
    pub serial: String,
    /// `cold_water`, `hot_water`, `electricity`, `gas` or `heat`.
    #[schema(example = "cold_water")]
    pub resource: String,
    /// Unit of its readings.
    #[schema(example = "м³")]
    pub unit: String,
    /// Tariff zones.
    #[schema(example = 1, minimum = 1, maximum = 3)]
    pub zones: u8,
    /// Digits before the point.
    #[schema(example = 5, minimum = 3, maximum = 9)]
    pub digits: u8,
    /// Day by which it must be verified.
    #[schema(example = "2030-01-31", format = Date)]
    pub verification_due: String,
    /// Where it stands.
    #[schema(example = "кухня")]
    pub place: Option<String>,
    /// Readings at installation, one a zone.
    #[schema(example = json!(["12.5"]))]
    pub initial: Vec<String>,
    /// Code of the account's service that its consumption is charged as; without it the service is found by its name.
    #[schema(example = "cold-water")]
    pub service: Option<String>,
    /// When it was installed.
    #[schema(example = "2026-10-12", format = Date)]
    pub installed_on: Option<String>,
    /// It was taken away. Once told, it need not be told again.
    pub archived: Option<RemovedMeter>,
    /// The meter that it was put in place of: that one gets its last reading and is archived in the same step.
    pub replaces: Option<ReplacedMeter>,
}

/// A meter was taken away.
#[derive(Debug, ToSchema)]
pub struct RemovedMeter {
    /// The day.
    #[schema(example = "2026-10-12", format = Date)]
    pub on: String,
    /// What it showed then, one value a zone.
    #[schema(example = json!(["150.2"]))]
    pub values: Option<Vec<String>>,
}

/// A meter gave its place to another one.
#[derive(Debug, ToSchema)]
pub struct ReplacedMeter {
    /// Its serial number.
    #[schema(example = "СВК-15 000")]
    pub serial: String,
    /// The day.
    #[schema(example = "2026-10-12", format = Date)]
    pub on: String,
    /// What it showed then, one value a zone.
    #[schema(example = json!(["150.2"]))]
    pub values: Vec<String>,
}
