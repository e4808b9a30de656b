//! The columns of `statements.csv`.

use crate::files::{Column, optional, required};

/// All of them.
pub const COLUMNS: &[Column] = &[
    required("account", "Лицевой счёт"),
    required("opening", "Входящий остаток"),
    optional("penalty", "Пени"),
    required("closing", "Исходящий остаток"),
    required("to_pay", "К оплате"),
    optional("document_id", "Идентификатор документа"),
    required("service", "Код услуги"),
    required("name", "Услуга"),
    required("unit", "Единица"),
    required("individual_volume", "Объём"),
    optional("odn_volume", "Объём ОДН"),
    required("tariff", "Тариф"),
    required("base", "Начислено"),
    optional("recalculation", "Перерасчёт"),
    optional("recalculation_period", "Период перерасчёта"),
    optional("recalculation_reason", "Причина перерасчёта"),
    optional("privilege", "Льгота"),
    required("total", "Итого"),
    optional("recipient", "Получатель"),
    optional("norm", "Норматив"),
    optional("coefficient", "Повышающий коэффициент"),
    optional("excess", "Превышение"),
    optional("payment_date", "Дата оплаты"),
    optional("payment_amount", "Оплачено"),
    optional("payment_channel", "Способ оплаты"),
    optional("payment_id", "Номер платежа кабинета"),
    optional("share_recipient", "Кому платить"),
    optional("share_to_pay", "К оплате получателю"),
    optional("instalment_name", "Рассрочка"),
    optional("instalment_current", "Рассрочка за период"),
    optional("instalment_earlier", "Рассрочка за прошлое"),
    optional("instalment_rate", "Рассрочка, процент"),
    optional("instalment_interest", "Рассрочка, проценты"),
    optional("instalment_to_pay", "Рассрочка, к оплате"),
];

/// Those of a charge: empty in a row that holds only a further recalculation of a service.
pub const OF_THE_LINE: &[&str] = &[
    "name",
    "unit",
    "individual_volume",
    "odn_volume",
    "tariff",
    "base",
    "privilege",
    "total",
    "recipient",
    "norm",
    "coefficient",
    "excess",
];
/// Those of a recalculation.
pub const RECALCULATION: &[&str] = &["recalculation", "recalculation_period", "recalculation_reason"];
/// Those of a multiplying coefficient.
pub const MULTIPLIER: &[&str] = &["coefficient", "excess"];
/// Those of a payment.
pub const PAYMENT: &[&str] = &["payment_date", "payment_amount", "payment_channel", "payment_id"];
/// Those of what one recipient is paid.
pub const SHARE: &[&str] = &["share_recipient", "share_to_pay"];
/// Those of payment by instalments.
pub const INSTALMENT: &[&str] = &[
    "instalment_name",
    "instalment_current",
    "instalment_earlier",
    "instalment_rate",
    "instalment_interest",
    "instalment_to_pay",
];

/// Fields whose columns are named otherwise.
pub const RENAMED: &[(&str, &str)] = &[
    ("lines[].recalculations", "recalculation"),
    ("lines[].recalculations[].amount", "recalculation"),
    ("lines[].recalculations[].period", "recalculation_period"),
    ("lines[].recalculations[].reason", "recalculation_reason"),
    ("lines[].multiplier", "coefficient"),
    ("lines[].multiplier.coefficient", "coefficient"),
    ("lines[].multiplier.excess", "excess"),
    ("payments[].id", "payment_id"),
    ("payments[].date", "payment_date"),
    ("payments[].amount", "payment_amount"),
    ("payments[].channel", "payment_channel"),
    ("shares", "share_to_pay"),
    ("shares[].recipient", "share_recipient"),
    ("shares[].to_pay", "share_to_pay"),
    ("instalments", "instalment_to_pay"),
    ("instalments[].name", "instalment_name"),
    ("instalments[].current", "instalment_current"),
    ("instalments[].earlier", "instalment_earlier"),
    ("instalments[].rate", "instalment_rate"),
    ("instalments[].interest", "instalment_interest"),
    ("instalments[].to_pay", "instalment_to_pay"),
];
