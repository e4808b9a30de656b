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
}
