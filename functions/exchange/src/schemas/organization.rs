use utoipa::ToSchema;

/// The company's details, replaced whole.
#[derive(Debug, ToSchema)]
#[schema(as = OrganizationDetails)]
pub struct Organization {
    /// Short name, as people know it.
    #[schema(example = "УК «Волга»")]
    pub name: String,
    /// Full legal name.
    pub full_name: Option<String>,
    /// ИНН.
    #[schema(example = "7707083893")]
    pub inn: String,
    /// КПП; sole traders have none.
    #[schema(example = "773601001")]
    pub kpp: Option<String>,
    /// ОГРН.
    #[schema(example = "1027700132195")]
    pub ogrn: String,
    /// Where money is paid to.
    pub bank: Bank,
    /// Suppliers who are paid directly; statements name them by their codes.
    #[schema(max_items = 9, nullable = false)]
    pub recipients: Option<Vec<Recipient>>,
    /// Registered address.
    #[schema(example = "г. Саратов, ул. Мира, д. 5")]
    pub legal_address: String,
    /// Up to 20 telephones.
    #[schema(max_items = 20)]
    pub phones: Vec<Phone>,
    /// Mail address for residents.
    #[schema(example = "info@example.ru")]
    pub email: String,
    /// Web site.
    pub site: Option<String>,
    /// Opening hours in words.
    pub hours: Option<String>,
    /// Emergency line.
    pub emergency_phone: Option<String>,
    /// IANA name of its time zone.
    #[schema(example = "Europe/Saratov")]
    pub time_zone: String,
    /// Days of the month on which residents enter readings.
    pub readings_window: ReadingsWindow,
    /// What a flat plausibly consumes in a month, where it is other than usual; more is asked about.
    pub reading_limits: Option<ReadingLimits>,
    /// The day of the next month by which a period is to be paid, or that month's last one where it has no such day; the
    /// 15th where nothing is said. A closing may name another date.
    #[schema(example = 20, minimum = 1, maximum = 31)]
    pub due_day: Option<u8>,
    /// Topics that are offered to whoever writes an appeal, up to 30 of up to 120 characters each.
    #[schema(max_items = 30, example = json!(["Протечка", "Начисления"]), nullable = false)]
    pub appeal_topics: Option<Vec<String>>,
    /// `account_number`, `unified_account`, `service_id`.
    #[schema(example = json!(["account_number"]))]
    pub attach_methods: Vec<String>,
    /// Rules that companies choose differently.
    pub policies: Policies,
}

/// A supplier who is paid directly, with a payment code of its own on the receipt.
#[derive(Debug, ToSchema)]
#[schema(as = OrganizationRecipient)]
pub struct Recipient {
    /// The company's code of the supplier.
    #[schema(example = "heat")]
    pub code: String,
    /// Name of the supplier.
    #[schema(example = "ПАО «Тепло»")]
    pub name: String,
    /// ИНН.
    #[schema(example = "7707083893")]
    pub inn: String,
    /// КПП.
    #[schema(example = "773601001")]
    pub kpp: Option<String>,
    /// Where money is paid to.
    pub bank: Bank,
}

/// Bank details.
#[derive(Debug, ToSchema)]
#[schema(as = OrganizationBank)]
pub struct Bank {
    /// Name of the bank.
    #[schema(example = "ПАО Сбербанк")]
    pub name: String,
    /// БИК.
    #[schema(example = "044525225")]
    pub bic: String,
    /// Settlement account.
    #[schema(example = "40702810338360027201")]
    pub account: String,
    /// Correspondent account.
    #[schema(example = "30101810400000000225")]
    pub correspondent_account: String,
}

/// A telephone.
#[derive(Debug, ToSchema)]
#[schema(as = OrganizationPhone)]
pub struct Phone {
    /// What it is for.
    #[schema(example = "Диспетчерская")]
    pub label: String,
    /// The number as people dial it.
    #[schema(example = "+7 8452 00-00-00")]
    pub number: String,
}

/// Days of the month, both included.
#[derive(Debug, ToSchema)]
#[schema(as = OrganizationReadingsWindow)]
pub struct ReadingsWindow {
    /// First day.
    #[schema(example = 15, minimum = 1, maximum = 31)]
    pub from_day: u8,
    /// Last day.
    #[schema(example = 25, minimum = 1, maximum = 31)]
    pub to_day: u8,
}

/// Units a month, all zones together.
#[derive(Debug, ToSchema)]
#[schema(as = OrganizationReadingLimits)]
pub struct ReadingLimits {
    /// m³; 100 where nothing is said.
    #[schema(example = "100")]
    pub cold_water: Option<String>,
    /// m³; 100 where nothing is said.
    #[schema(example = "100")]
    pub hot_water: Option<String>,
    /// kWh; 2000 where nothing is said.
    #[schema(example = "2000")]
    pub electricity: Option<String>,
    /// m³; 1000 where nothing is said.
    #[schema(example = "1000")]
    pub gas: Option<String>,
    /// Gcal; 10 where nothing is said.
    #[schema(example = "10")]
    pub heat: Option<String>,
}

/// The company's choices.
#[derive(Debug, ToSchema)]
#[schema(as = OrganizationPolicies)]
pub struct Policies {
    /// `carry`, `per_area` or `per_resident`.
    #[schema(example = "carry")]
    pub negative_odn: String,
    /// Whether the common-house volume may exceed its norm.
    pub odn_above_cap: bool,
    /// `reject` or `warn`.
    #[schema(example = "warn")]
    pub odn_check: String,
    /// `warn` or `refuse`.
    #[schema(example = "warn")]
    pub overdue_verification: String,
}
