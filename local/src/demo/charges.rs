//! Charges of an account month by month; every opening balance continues the closing one before.

use domain::{Decimal, Money, Period};
use serde_json::{Value, json};

use super::accounts::Account;
use super::common_needs::CommonNeeds;
use super::companies::Company;
use super::dice::Dice;
use super::load::Month;
use super::payments::Online;

/// A service that every demo account has.
pub struct Service {
    /// Code in the accounting system.
    pub code: &'static str,
    /// Name for people.
    pub name: &'static str,
    /// Who supplies it.
    pub supplier: &'static str,
    /// Unit of its volume.
    pub unit: &'static str,
    kopecks: i64,
    /// Thousandths of a unit a month: for each m², for each resident, and how far chance moves it, in percent.
    volume: (i64, i64, u64),
    /// Thousandths of a unit for each m² of common-house consumption.
    pub common: i64,
    season: Season,
}

#[derive(PartialEq, Eq)]
enum Season {
    Always,
    Heating,
}

const WATER: &str = "ООО «Концессии водоснабжения — Саратов»";
const POWER: &str = "ПАО «Т Плюс»";
const COMPANY: &str = "Управляющая организация";

#[expect(clippy::too_many_arguments, reason = "a row of the table below")]
const fn service(
    code: &'static str,
    name: &'static str,
    supplier: &'static str,
    unit: &'static str,
    kopecks: i64,
    volume: (i64, i64, u64),
    common: i64,
    season: Season,
) -> Service {
    Service { code, name, supplier, unit, kopecks, volume, common, season }
}

/// The services of every account, in the order of the receipt.
pub const SERVICES: [Service; 9] = [
    service("maintenance", "Содержание жилого помещения", COMPANY, "м²", 2_417, (1_000, 0, 0), 0, Season::Always),
    service("heating", "Отопление", POWER, "Гкал", 272_214, (24, 0, 20), 0, Season::Heating),
    service("cold-water", "Холодное водоснабжение", WATER, "м³", 3_842, (0, 3_800, 35), 11, Season::Always),
    service("hot-water", "Горячее водоснабжение", POWER, "м³", 18_764, (0, 2_600, 35), 6, Season::Always),
    service("sewage", "Водоотведение", WATER, "м³", 2_655, (0, 6_400, 30), 0, Season::Always),
    service(
        "electricity",
        "Электроснабжение",
        "ПАО «Саратовэнерго»",
        "кВт·ч",
        546,
        (0, 78_000, 40),
        310,
        Season::Always,
    ),
    service("gas", "Газоснабжение", "ООО «Газпром межрегионгаз Саратов»", "м³", 918, (0, 9_500, 25), 0, Season::Always),
    service("waste", "Обращение с ТКО", "АО «Ситиматик»", "чел.", 12_436, (0, 1_000, 0), 0, Season::Always),
    service(
        "overhaul",
        "Взнос на капитальный ремонт",
        "Фонд капитального ремонта",
        "м²",
        1_190,
        (1_000, 0, 0),
        0,
        Season::Always,
    ),
];

impl Service {
    /// Roubles a unit.
    pub fn tariff(&self) -> Decimal {
        Decimal::new(self.kopecks, 2)
    }

    fn is_charged(&self, period: Period) -> bool {
        self.season == Season::Always || !(5..=9).contains(&period.month())
    }

    /// What the account consumed in a period.
    pub fn individual(&self, account: &Account, period: Period) -> Decimal {
        let mut dice = Dice::new(seed(account, period) * 64 + self.kopecks.unsigned_abs());
        let (by_area, by_residents, spread) = self.volume;
        let usual =
            account.area * Decimal::new(by_area, 3) + Decimal::from(account.residents) * Decimal::new(by_residents, 3);
        let share = Decimal::from(100 + dice.below(2 * spread + 1)) - Decimal::from(spread);
        (usual * share / Decimal::ONE_HUNDRED).round_dp(3)
    }
}

fn seed(account: &Account, period: Period) -> u64 {
    account.seed * 10_000 + u64::from(period.year().unsigned_abs()) * 12 + u64::from(period.month().unsigned_abs())
}

/// The statement of a period as the accounting system sends it, and the closing balance that the next one begins with.
/// A payment through the cabinet that it is to report stands in place of any other.
pub fn statement(
    month: &Month<'_>,
    account: &Account,
    opening: Money,
    needs: &CommonNeeds,
    told: Option<&Online>,
) -> anyhow::Result<(Value, Money)> {
    let (company, period) = (month.company, month.period);
    let mut dice = Dice::new(seed(account, period));
    let services = SERVICES.iter().filter(|service| service.is_charged(period));
    let lines: Vec<(Value, Money)> = services
        .map(|service| line(company, service, account, period, needs, &mut dice))
        .collect::<anyhow::Result<_>>()?;
    let payments = match told {
        Some(online) => vec![(online.receipt.clone(), online.amount)],
        None => payments(account, period, opening, &mut dice),
    };
    let paid: i64 = payments.iter().map(|(_, amount)| amount).sum();
    let penalty = if opening.kopecks() > 900_000 { opening.kopecks() / 1_000 } else { 0 };
    let charged: i64 = lines.iter().map(|(_, total)| total.kopecks()).sum();
    let closing = opening.kopecks() + charged + penalty - paid;
    let row = json!({
        "account": account.number, "opening": opening, "penalty": penalty,
        "lines": lines.into_iter().map(|(line, _)| line).collect::<Vec<_>>(),
        "payments": payments.into_iter().map(|(payment, _)| payment).collect::<Vec<_>>(),
        "closing": closing, "to_pay": closing.max(0)
    });
    Ok((row, Money::from_kopecks(closing)))
}

fn line(
    company: &Company,
    service: &Service,
    account: &Account,
    period: Period,
    needs: &CommonNeeds,
    dice: &mut Dice,
) -> anyhow::Result<(Value, Money)> {
    let (individual, common) = (service.individual(account, period), needs.share(account, service.code));
    let base = Money::from_roubles((individual + common) * service.tariff())?;
    let recalculation = recalculation(service, base, dice);
    let privilege =
        if service.code == "maintenance" && account.seed.is_multiple_of(9) { -base.kopecks() / 2 } else { 0 };
    let total = base.kopecks() + recalculation + privilege;
    let recalculations: Vec<Value> = (recalculation != 0)
        .then(|| json!({"period": period.plus(-1), "amount": recalculation, "reason": "Перерасчёт по показаниям счётчика"}))
        .into_iter()
        .collect();
    let row = json!({
        "service": service.code, "name": service.name, "unit": service.unit,
        "individual_volume": individual.to_string(), "odn_volume": common.to_string(),
        "tariff": service.tariff().to_string(), "base": base, "recalculations": recalculations,
        "privilege": privilege, "total": total, "recipient": company.recipient_of(service.code)
    });
    Ok((row, Money::from_kopecks(total)))
}

fn recalculation(service: &Service, base: Money, dice: &mut Dice) -> i64 {
    let metered = matches!(service.code, "cold-water" | "hot-water" | "electricity");
    if metered && dice.percent(6) { -base.kopecks() / 5 } else { 0 }
}

/// Most people pay the month before in full around the tenth; some pay round sums, some not at all.
fn payments(account: &Account, period: Period, opening: Money, dice: &mut Dice) -> Vec<(Value, i64)> {
    let amount = match account.seed % 10 {
        _ if opening.kopecks() <= 0 => return Vec::new(),
        3 if dice.percent(60) => return Vec::new(),
        5 => (opening.kopecks() / 100_000 + 1) * 100_000,
        _ => opening.kopecks(),
    };
    let channel = *dice.pick(&["bank", "bank", "post", "cash"]).unwrap_or(&"bank");
    let date = format!("{period}-{:02}", dice.between(3, 18));
    vec![(json!({"date": date, "amount": amount, "channel": channel}), amount)]
}
