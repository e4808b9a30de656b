use utoipa::ToSchema;

/// A house; areas in square metres.
#[derive(Debug, ToSchema)]
pub struct House {
    /// Natural key, up to 40 characters.
    #[schema(example = "mira-5")]
    pub code: String,
    /// Address without the flat.
    #[schema(example = "г. Саратов, ул. Мира, д. 5")]
    pub address: String,
    /// Total area.
    #[schema(example = "4000.5")]
    pub total_area: String,
    /// Area of the living premises.
    #[schema(example = "3200")]
    pub residential_area: String,
    /// Area of the common property.
    #[schema(example = "600")]
    pub common_area: String,
    /// Days on which its residents enter readings, if they are other than the company's.
    pub readings_window: Option<HouseWindow>,
}

/// Days of the month, both included.
#[derive(Debug, ToSchema)]
pub struct HouseWindow {
    /// First day.
    #[schema(example = 15, minimum = 1, maximum = 31)]
    pub from_day: u8,
    /// Last day.
    #[schema(example = 25, minimum = 1, maximum = 31)]
    pub to_day: u8,
    /// Zone in which the house stands, if it is another than the company's.
    #[schema(example = "Europe/Samara")]
    pub time_zone: Option<String>,
}
