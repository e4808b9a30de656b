use utoipa::ToSchema;

/// A personal account.
#[derive(Debug, ToSchema)]
pub struct Account {
    /// Natural key, up to 30 letters, digits and `-./_`.
    #[schema(example = "100200300")]
    pub number: String,
    /// Code of a house that was loaded before.
    #[schema(example = "mira-5")]
    pub house: String,
    /// The flat.
    #[schema(example = "12")]
    pub flat: Option<String>,
    /// Owner or responsible tenant.
    #[schema(example = "Иванов Иван Иванович")]
    pub subscriber: String,
    /// Area, m².
    #[schema(example = "54.3")]
    pub area: String,
    /// People who live there.
    #[schema(example = 2, maximum = 1000)]
    pub residents: u32,
    /// ЕЛС of ГИС ЖКХ.
    #[schema(example = "90ЕТ119242")]
    pub unified_account: Option<String>,
    /// ЖКУ id of ГИС ЖКХ.
    #[schema(example = "90ЕТ119242-02")]
    pub service_id: Option<String>,
    /// The code on the paper receipt; absent: the one that was told before stays.
    #[schema(example = "AB12-CD34")]
    pub access_code: Option<String>,
    /// Periodic services, up to 60.
    #[schema(max_items = 60)]
    pub services: Vec<Service>,
}

/// A periodic service of an account.
#[derive(Debug, ToSchema)]
#[schema(as = AccountService)]
pub struct Service {
    /// The company's code of it.
    #[schema(example = "heating")]
    pub code: String,
    /// Name for people.
    #[schema(example = "Отопление")]
    pub name: String,
    /// Who supplies it.
    #[schema(example = "ПАО «Т Плюс»")]
    pub supplier: String,
    /// Unit of its volume.
    #[schema(example = "Гкал")]
    pub unit: String,
    /// Roubles a unit.
    #[schema(example = "2387.26")]
    pub tariff: String,
}
