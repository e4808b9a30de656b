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

#[test]
fn three_hundred_letters_without_a_space_stay_in_their_column() {
    let places = places(&pdf(&samples::saying(&"Ы".repeat(300))));
    let letters: usize = places.iter().map(|one| one.word.matches('Ы').count()).sum();
    assert!(letters >= 10 * 300, "{letters}");
    for (index, one) in places.iter().enumerate() {
        assert!(one.is_within_margins(), "{one:?}");
        assert!(!places[..index].iter().any(|other: &Place| one.covers(other)), "{one:?}");
    }
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
