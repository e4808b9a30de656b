use utoipa::ToSchema;

use super::organization::ReadingsWindow;

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
    pub readings_window: Option<ReadingsWindow>,
}
