use utoipa::ToSchema;

/// The charges of an account for a period. Amounts in kopecks; `closing = opening + Σ total + penalty − Σ payments`.
#[derive(Debug, ToSchema)]
#[schema(as = StatementLoad)]
pub struct Statement {
    /// Number of an account that was loaded before.
    #[schema(example = "100200300")]
    pub account: String,
    /// Balance at the beginning; a debt where positive.
    #[schema(example = 10_000)]
    pub opening: i64,
    /// Charges, one line a service; 1 to 60.
    #[schema(min_items = 1, max_items = 60)]
    pub lines: Vec<Line>,
    /// Penalty charged in the period.
    #[schema(example = 0)]
    pub penalty: i64,
    /// Money received in the period.
    #[schema(max_items = 100)]
    pub payments: Vec<Payment>,
    /// Balance at the end.
    #[schema(example = 94_005)]
    pub closing: i64,
    /// What the receipt asks for: the closing balance, nothing where that is an overpayment; another sum is warned of.
    #[schema(example = 94_005, minimum = 0)]
    pub to_pay: i64,
    /// Id of the payment document in ГИС ЖКХ.
    #[schema(example = "90ЕТ119242-02-6101")]
    pub document_id: Option<String>,
    /// How `to_pay` is divided between the recipients, to the kopeck. Left out where services have several: each gets
    /// the totals of its services, and the company the rest.
    #[schema(max_items = 10)]
    pub shares: Option<Vec<Share>>,
    /// Payment by instalments.
    #[schema(max_items = 60)]
    pub instalments: Option<Vec<Instalment>>,
}

/// What one recipient is paid.
#[derive(Debug, ToSchema)]
#[schema(as = StatementLoadShare)]
pub struct Share {
    /// Code of the recipient; the company itself where it is left out.
    #[schema(example = "heat")]
    pub recipient: Option<String>,
    /// The amount.
    #[schema(example = 94_005, minimum = 0)]
    pub to_pay: i64,
}

/// A service that is paid by instalments; `to_pay = current + earlier + interest`, none of them negative.
#[derive(Debug, ToSchema)]
#[schema(as = StatementLoadInstalment)]
pub struct Instalment {
    /// Name of the service.
    #[schema(example = "Отопление")]
    pub name: String,
    /// Of the charge for this period.
    #[schema(example = 10_000)]
    pub current: i64,
    /// Of the charges for earlier periods.
    #[schema(example = 2_000)]
    pub earlier: i64,
    /// Interest, percent a year.
    #[schema(example = "9.5")]
    pub rate: String,
    /// Interest, money.
    #[schema(example = 95)]
    pub interest: i64,
    /// All of it.
    #[schema(example = 12_095)]
    pub to_pay: i64,
}

/// The charge for a service; `total = base + Σ recalculations + privilege`.
#[derive(Debug, ToSchema)]
#[schema(as = StatementLoadLine)]
pub struct Line {
    /// The company's code of the service: one of the account's, or any where the account lists none.
    #[schema(example = "hot-water")]
    pub service: String,
    /// Name for people.
    #[schema(example = "Горячее водоснабжение")]
    pub name: String,
    /// Unit of the volumes.
    #[schema(example = "м³")]
    pub unit: String,
    /// Volume consumed in the premises.
    #[schema(example = "6.44")]
    pub individual_volume: String,
    /// Share of the common-house volume.
    #[schema(example = "0")]
    pub odn_volume: String,
    /// Roubles a unit.
    #[schema(example = "145.97")]
    pub tariff: String,
    /// Base charge.
    #[schema(example = 94_005)]
    pub base: i64,
    /// Corrections of this and of past periods, up to 30.
    #[schema(required = false, max_items = 30)]
    pub recalculations: Vec<Recalculation>,
    /// Privilege, zero or negative.
    #[schema(required = false, example = 0, maximum = 0)]
    pub privilege: i64,
    /// Corrected charge.
    #[schema(example = 94_005)]
    pub total: i64,
    /// Code of the supplier who is paid directly; the company itself where it is left out.
    #[schema(example = "heat")]
    pub recipient: Option<String>,
    /// Norm of consumption, units a resident or m² a month; not negative.
    #[schema(example = "3.23")]
    pub norm: Option<String>,
    /// Multiplying coefficient, where there is no meter that there should be.
    pub multiplier: Option<Multiplier>,
}

/// A multiplying coefficient and what `base` is higher by it.
#[derive(Debug, ToSchema)]
#[schema(as = StatementLoadMultiplier)]
pub struct Multiplier {
    /// The coefficient; not negative.
    #[schema(example = "1.5")]
    pub coefficient: String,
    /// The excess, a part of `base`.
    #[schema(example = 31_335, minimum = 0)]
    pub excess: i64,
}

/// A correction of a charge.
#[derive(Debug, ToSchema)]
#[schema(as = StatementLoadRecalculation)]
pub struct Recalculation {
    /// The period that is corrected: the statement's own or an earlier one.
    #[schema(example = "2026-09")]
    pub period: String,
    /// Added to the charge.
    #[schema(example = -2_319)]
    pub amount: i64,
    /// Why.
    #[schema(example = "Корректировка по показаниям")]
    pub reason: String,
}

/// Money received.
#[derive(Debug, ToSchema)]
#[schema(as = StatementLoadPayment)]
pub struct Payment {
    /// The cabinet's payment id where the money came through it.
    pub id: Option<String>,
    /// Day of the receipt.
    #[schema(example = "2026-10-05", format = Date)]
    pub date: String,
    /// Amount received.
    #[schema(example = 10_000)]
    pub amount: i64,
    /// `online`, `bank`, `post` or `cash`.
    #[schema(example = "bank")]
    pub channel: String,
}
