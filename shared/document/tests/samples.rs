//! Receipts to try the document on, from the everyday one to the longest that the exchange lets in.

use document::{MeterReading, Receipt};
use domain::account::AccountNumber;
use domain::common_needs::{Calculation, Terms, Volumes};
use domain::line_text::LineText;
use domain::meter::{Resource, Value};
use domain::requisites::BankAccount;
use domain::statement::{Channel, Extras, Instalment, Line, Multiplier, Recalculation, Receipt as Payment, Statement};
use domain::unified_account::{PaymentDocumentId, ServiceId, UnifiedAccount};
use domain::{Money, Period};
use jiff::civil::date;
use rust_decimal::Decimal;

// Named in full, since the program that prints samples has this file from another folder.
#[path = "samples/company.rs"]
mod company;

pub use company::company;

use company::supplier;

pub fn text(text: &str) -> LineText {
    LineText::parse(text).unwrap()
}

fn kopecks(kopecks: i64) -> Money {
    Money::from_kopecks(kopecks)
}

/// Name, unit, volume, ОДН (thousandths), tariff and base (kopecks) of a flat's services.
const SERVICES: [(&str, &str, i64, i64, i64, i64); 9] = [
    ("Содержание и ремонт жилого помещения", "м²", 54_300, 0, 2_487, 135_044),
    ("Отопление", "Гкал", 1_086, 0, 231_540, 251_452),
    ("Горячее водоснабжение", "м³", 6_440, 112, 14_597, 95_640),
    ("Холодное водоснабжение", "м³", 8_150, 204, 3_412, 28_504),
    ("Водоотведение", "м³", 14_590, 0, 2_871, 41_888),
    ("Электроснабжение, день", "кВт·ч", 142_000, 6_310, 512, 75_935),
    ("Электроснабжение, ночь", "кВт·ч", 61_000, 0, 284, 17_324),
    ("Обращение с твёрдыми коммунальными отходами", "чел.", 3_000, 0, 9_630, 28_890),
    ("Взнос на капитальный ремонт", "м²", 54_300, 0, 1_032, 56_038),
];

fn line(index: usize) -> Line {
    let (name, unit, volume, odn, tariff, base) = SERVICES[index % SERVICES.len()];
    Line {
        service: text(&format!("service-{index}")),
        name: text(name),
        unit: text(unit),
        individual_volume: Decimal::new(volume, 3),
        odn_volume: Decimal::new(odn, 3),
        tariff: Decimal::new(tariff, 2),
        base: kopecks(base),
        recalculations: vec![],
        privilege: Money::ZERO,
        total: kopecks(base),
        recipient: None,
        norm: None,
        multiplier: None,
    }
}

/// A meter of a flat: water, then electricity by day and night.
fn meter(index: usize) -> MeterReading {
    let (resource, unit, values) = match index % 3 {
        0 => (Resource::HotWater, "м³", vec![Value(Decimal::new(412_064, 3))]),
        1 => (Resource::Electricity, "кВт·ч", vec![Value(Decimal::new(18_214, 0)), Value(Decimal::new(7_903, 0))]),
        _ => (Resource::ColdWater, "м³", vec![Value(Decimal::new(905_310, 3))]),
    };
    MeterReading {
        resource,
        serial: text(&format!("18-40217{index}")),
        place: Some(text(if index < 3 { "кухня" } else { "ванная" })),
        unit: text(unit),
        values,
        taken_on: (index != 4).then(|| date(2026, 10, 23)),
        verification_due: date(2029, 5, 14),
    }
}

/// The house: cold water above its norm, hot water that is carried, electricity without a house meter.
fn house() -> Vec<Calculation> {
    let needs = |service: &str, house_volume: Option<i64>, individual: i64, cap: i64| Calculation {
        service: text(service),
        volumes: Volumes {
            house_volume: house_volume.map(Decimal::from),
            individual: individual.into(),
            by_norm: 100.into(),
            non_residential: 50.into(),
            other: Decimal::ZERO,
            cap: Some(cap.into()),
            area_total: 4_000.into(),
            tariff: 40.into(),
        },
        terms: Terms::LAWFUL,
    };
    vec![
        needs("service-3", Some(1_000), 750, 12),
        needs("service-2", Some(1_000), 900, 12),
        needs("service-5", None, 14_205, 460),
        needs("not-charged", Some(10), 10, 10),
    ]
}

/// A statement over these lines whose sums hold.
fn statement(opening: i64, paid: i64, lines: Vec<Line>) -> Statement {
    let penalty = 1_463;
    let charged: i64 = lines.iter().map(|line| line.total.kopecks()).sum();
    let closing = opening + charged + penalty - paid;
    let statement = Statement {
        opening: kopecks(opening),
        lines,
        penalty: kopecks(penalty),
        payments: vec![Payment { id: None, date: date(2026, 10, 12), amount: kopecks(paid), channel: Channel::Bank }],
        closing: kopecks(closing),
        to_pay: kopecks(closing.max(0)),
        extras: Extras::default(),
    };
    assert_eq!(domain::statement::check(&statement), Ok(()));
    statement
}

/// Nine services, one recalculation, a small debt: one page.
pub fn everyday() -> Receipt {
    let mut lines: Vec<Line> = (0..9).map(line).collect();
    recalculate(&mut lines[2], -2_319, "Корректировка по показаниям прибора учёта");
    lines[0].privilege = kopecks(-12_050);
    lines[0].total = kopecks(lines[0].base.kopecks() - 12_050);
    let document_id = Some(PaymentDocumentId::parse("90ЕТ119242-02-6101").unwrap());
    let extras = Extras { document_id, ..Extras::default() };
    Receipt {
        period: Period::new(2026, 10).unwrap(),
        payer: text("Иванова Мария Петровна"),
        address: text("г. Саратов, ул. имени Чернышевского Н. Г., д. 164, кв. 27"),
        area: Decimal::new(543, 1),
        residents: Some(3),
        account: AccountNumber::parse("100200300").unwrap(),
        unified_account: Some(UnifiedAccount::parse("90ЕТ119242").unwrap()),
        service_id: Some(ServiceId::parse("90ЕТ119242-02").unwrap()),
        executor: company(),
        statement: Statement { extras, ..statement(654_321, 650_000, lines) },
        house: house(),
        meters: vec![meter(0), meter(1)],
        due: Some(date(2026, 11, 15)),
        closed_on: date(2026, 11, 3),
        corrected_on: None,
        payees_changed_on: None,
        version: 1,
    }
}

fn recalculate(line: &mut Line, amount: i64, reason: &str) {
    let period = Period::new(2026, 9).unwrap();
    line.recalculations.push(Recalculation { period, amount: kopecks(amount), reason: text(reason) });
    line.total = kopecks(line.total.kopecks() + amount);
}

/// Twenty services with norms, three recalculations each, six meters, an instalment, a multiplying coefficient: four
/// pages.
pub fn long() -> Receipt {
    let mut lines: Vec<Line> = (0..20).map(line).collect();
    for line in &mut lines[2..5] {
        line.norm = Some(Decimal::new(3_230, 3));
    }
    lines[3].multiplier = Some(Multiplier { coefficient: Decimal::new(15, 1), excess: kopecks(9_501) });
    for line in &mut lines {
        for amount in [-12_345, 678, -9] {
            recalculate(line, amount, "Временное отсутствие потребителя, ПП 354 от 06.05.2011, раздел VIII");
        }
    }
    let instalment = Instalment {
        name: text("Отопление"),
        current: kopecks(62_863),
        earlier: kopecks(41_000),
        rate: Decimal::new(95, 1),
        interest: kopecks(822),
        to_pay: kopecks(104_685),
    };
    let extras = Extras { instalments: vec![instalment], ..Extras::default() };
    Receipt {
        statement: Statement { extras, ..statement(0, 0, lines) },
        meters: (0..6).map(meter).collect(),
        corrected_on: Some(date(2026, 11, 9)),
        ..everyday()
    }
}

/// Heat and waste are paid to their suppliers.
pub fn several_recipients() -> Receipt {
    let mut receipt = everyday();
    receipt.executor.recipients = vec![
        supplier("heat", "ПАО «Т Плюс»", "40702810338360027201"),
        supplier("waste", "АО «Ситиматик»", "40702810338360027201"),
    ];
    for (index, code) in [(1, "heat"), (2, "heat"), (7, "waste")] {
        receipt.statement.lines[index].recipient = Some(text(code));
    }
    receipt
}

/// More was paid than was asked for.
pub fn overpaid() -> Receipt {
    Receipt { statement: statement(-1_234_567, 100, vec![line(0)]), ..everyday() }
}

/// A receipt that a company has published: hot water, and a share of the house's that is below zero and was corrected.
pub fn published() -> Receipt {
    let hot_water = Line { individual_volume: Decimal::new(644, 2), odn_volume: Decimal::ZERO, ..line(2) };
    let own = Line { base: kopecks(94_005), total: kopecks(94_005), ..hot_water.clone() };
    let mut common = Line {
        service: text("hot-water-common"),
        name: text("Горячее водоснабжение в целях СОИ"),
        individual_volume: Decimal::ZERO,
        odn_volume: Decimal::new(-14_403, 4),
        base: kopecks(-21_024),
        total: kopecks(-21_024),
        ..hot_water
    };
    recalculate(&mut common, 18_705, "Перерасчёт платы за СОИ");
    let statement = Statement {
        penalty: kopecks(463),
        payments: vec![],
        closing: kopecks(92_149),
        to_pay: kopecks(92_149),
        ..statement(0, 0, vec![own, common])
    };
    assert_eq!(domain::statement::check(&statement), Ok(()));
    Receipt { statement, house: vec![], ..everyday() }
}

/// An account that cannot belong to the bank, as it may have been stored before the check existed.
pub fn wrong_requisites() -> Receipt {
    let mut receipt = everyday();
    receipt.executor.bank.account = BankAccount::parse("40702810900000012345").unwrap();
    receipt
}

/// The longest name that the exchange lets in: 300 characters.
pub fn long_name() -> String {
    "Товарищество собственников недвижимости «Волжские дома» ".chars().cycle().take(299).chain(['»']).collect()
}

/// The texts of a receipt replaced by one.
pub fn saying(words: &str) -> Receipt {
    let mut receipt = everyday();
    receipt.payer = text(words);
    receipt.address = text(words);
    receipt.executor.name = text(words);
    receipt.executor.full_name = Some(text(words));
    receipt.executor.bank.name = text(words);
    receipt.executor.phones[0].label = text(words);
    receipt.executor.hours = Some(text(words));
    let line = &mut receipt.statement.lines[2];
    line.name = text(words);
    line.unit = text(words);
    line.recalculations[0].reason = text(words);
    receipt
}

/// The same, and every other text of others that a receipt may have: recipients, meters, a house, instalments.
pub fn saying_everywhere(words: &str) -> Receipt {
    let mut receipt = Receipt { house: house(), ..saying(words) };
    receipt.executor.recipients = vec![supplier("heat", words, "40702810338360027201")];
    receipt.statement.lines[1].recipient = Some(text("heat"));
    let line = &mut receipt.statement.lines[2];
    line.norm = Some(Decimal::new(3_230, 3));
    line.multiplier = Some(Multiplier { coefficient: Decimal::new(15, 1), excess: kopecks(9_501) });
    receipt.house[1].volumes.other = Decimal::from(50);
    receipt.statement.extras = long().statement.extras;
    receipt.statement.extras.instalments[0].name = text(words);
    let meter = &mut receipt.meters[1];
    (meter.serial, meter.place, meter.unit) = (text(words), Some(text(words)), text(words));
    receipt
}
