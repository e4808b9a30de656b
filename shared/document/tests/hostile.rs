use domain::organization::Phone;

use crate::positions::{Place, places};
use crate::{code, pdf, samples, says, text, times};

/// Every text that the template's language would take for something else.
const MARKUP: [&str; 10] = [
    "#eval(\"1+1\")",
    "#panic() #read(\"/etc/passwd\")",
    "$x^2$ *b* _i_ `raw`",
    "<label> @label",
    "= Заголовок",
    "- a + b / c: d",
    "\\ \\u{41} ~ --- ...",
    "\"кавычки\" 'и' «ёлочки»",
    "#let receipt = none; ]) {",
    "// комментарий /* и ещё */",
];

#[test]
fn what_a_person_wrote_is_never_template_code() {
    let words = MARKUP.join(" ");
    // Payer, address, executor, payee, bank, hours, telephone, service and reason; the narrow unit has hyphens.
    let shown = times(&pdf(&samples::saying(&words)), &words);
    assert!(shown >= 9, "{shown}");
}

#[test]
fn letters_that_the_fonts_lack_do_not_stop_a_receipt() {
    assert!(says(&pdf(&samples::saying("Дом 🏠 中文 ₽")), "Плательщик Дом □ □□ руб."));
}

#[test]
fn three_hundred_letters_without_a_space_stay_on_the_page() {
    let pdf = pdf(&samples::saying(&"Ы".repeat(300)));
    assert!(code::on_page(&pdf).is_some());
    assert!(says(&pdf, "Итого к оплате 7 221,30 руб."));
}

/// Nothing leaves the page and nothing stands over anything else.
fn stays_in_columns(places: &[Place]) {
    for (index, one) in places.iter().enumerate() {
        assert!(one.is_within_margins(), "{one:?}");
        let under = places[..index].iter().find(|other| one.covers(other));
        assert!(under.is_none(), "{one:?} over {under:?}");
    }
}

/// A receipt that says the same everywhere, so many letters without a space.
fn says_everywhere(letters: &str, number: usize) {
    let word: String = letters.chars().cycle().take(number).collect();
    let places = places(&pdf(&samples::saying_everywhere(&word)));
    let copied: String = places.iter().map(|one| one.word.as_str()).collect();
    // Of the fifteen places two are units, whose syllables may have hyphens.
    assert!(copied.matches(&word).count() >= 13, "{word}: {copied}");
    stays_in_columns(&places);
}

#[test]
fn letters_without_a_space_stay_in_their_column_however_many_and_wide() {
    for (letter, number) in [("Ы", 10), ("Щ", 15), ("W", 20), ("Ы", 31), ("W", 100), ("Щ", 300)] {
        says_everywhere(letter, number);
    }
}

#[test]
fn syllables_and_joints_stay_in_their_column() {
    for letters in ["Ща", "щелщы", "Ы-", "W/", "(Щ"] {
        says_everywhere(letters, 40);
    }
}

#[test]
fn an_account_number_of_wide_letters_leaves_the_title_its_place() {
    let account = domain::account::AccountNumber::parse(&"W".repeat(30)).unwrap();
    stays_in_columns(&places(&pdf(&document::Receipt { account, ..samples::everyday() })));
}

#[test]
fn more_telephones_than_a_page_has_room_for_go_on_on_the_next_one() {
    let mut receipt = samples::everyday();
    let phone = receipt.executor.phones[0].clone();
    receipt.executor.phones =
        (1..=90).map(|at| Phone { label: samples::text(&format!("Участок-{at}")), ..phone.clone() }).collect();
    let places = places(&pdf(&receipt));
    stays_in_columns(&places);
    let shown = places.iter().filter(|one| one.word.starts_with("Участок-")).count();
    assert_eq!(shown, 90);
}

/// The words of a receipt one of whose services has this name and this unit.
fn words_of_a_service(name: &str, unit: &str) -> Vec<String> {
    let mut receipt = samples::everyday();
    (receipt.statement.lines[2].name, receipt.statement.lines[2].unit) = (samples::text(name), samples::text(unit));
    let places = places(&pdf(&receipt));
    stays_in_columns(&places);
    // A hyphen at the end of a line, as poppler has it.
    places.into_iter().map(|one| one.word.replace("\u{ad}\u{ad}", "-")).collect()
}

#[test]
fn a_word_that_fits_is_not_broken() {
    for name in ["Водоотведение", "Электроснабжение", "Теплоснабжение", "Видеонаблюдение"]
    {
        assert!(words_of_a_service(name, "м³").contains(&name.to_owned()), "{name}");
    }
}

#[test]
fn a_word_that_does_not_fit_breaks_at_its_joints_then_at_its_syllables() {
    let of_name = |name| words_of_a_service(name, "м³");
    let has = |words: &[String], parts: &[&str]| {
        for part in parts {
            assert!(words.iter().any(|word| word == part), "{part} is not in {words:?}");
        }
    };
    has(&of_name("Электроснабжение(общедомовое)"), &["Электроснабжение", "(общедомовое)"]);
    has(&of_name("Электроснабжение/Теплоснабжение"), &["Электроснабжение/", "Теплоснабжение"]);
    has(&of_name("Электроснабжениеобщедомовое"), &["Электроснабжениеобщедо", "мовое"]);
    has(&words_of_a_service("Домофон", "человек"), &["чело-", "век"]);
    has(&words_of_a_service("Домофон", "кВт·ч"), &["кВт·ч"]);
}

/// What is wide: with all its decimals, then longer than any volume that a house has.
const NUMBERS: [(&str, &str); 4] = [
    ("-123.456789", "−123,456789"),
    ("12345.678901", "12 345,678901"),
    ("-9876543.210987", "−9 876 543,210987"),
    ("-123456789012345.678901", "−123 456 789 012 345,678901"),
];

#[test]
fn a_number_stays_in_its_column_with_all_its_digits() {
    for (number, written) in NUMBERS {
        let mut receipt = samples::everyday();
        let line = &mut receipt.statement.lines[2];
        let number: domain::Decimal = number.parse().unwrap();
        (line.individual_volume, line.odn_volume, line.tariff) = (number, number, number);
        line.norm = Some(number);
        receipt.house[1].volumes.house_volume = Some(number);
        let pdf = pdf(&receipt);
        stays_in_columns(&places(&pdf));
        assert!(says(&pdf, written), "{written}: {}", text(&pdf));
    }
}

#[test]
fn the_largest_sums_stay_in_their_columns() {
    let mut receipt = samples::everyday();
    let most = domain::Money::from_kopecks(-10_000_000_000_000);
    for line in &mut receipt.statement.lines[..1] {
        (line.base, line.privilege, line.total) = (most, most, most);
        line.odn_volume = line.individual_volume;
    }
    (receipt.statement.opening, receipt.statement.closing) = (most, most);
    stays_in_columns(&places(&pdf(&receipt)));
}

#[test]
fn an_overlong_word_is_copied_as_it_was_written() {
    let word = format!("Общество{}", "длинноеслово".repeat(10));
    let pdf = pdf(&samples::saying(&word));
    assert!(times(&pdf, &word) >= 9 && !text(&pdf).contains('\u{200b}'));
    let copied: String = places(&pdf).into_iter().map(|one| one.word).collect();
    assert!(copied.matches(&word).count() >= 9 && !copied.contains('\u{200b}'), "{copied}");
}

#[test]
fn a_long_name_is_printed_whole() {
    let name = samples::long_name();
    assert!(says(&pdf(&samples::saying(&name)), &name));
}

#[test]
fn a_separator_in_a_name_does_not_break_the_code() {
    let code = code::on_page(&pdf(&samples::saying("Дом | Sum=1 # 2"))).unwrap();
    assert_eq!(code.value("Name"), Some("Дом | Sum=1 # 2"));
    assert_eq!(code.sum, Some(samples::everyday().statement.to_pay));
}
