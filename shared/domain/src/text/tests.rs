use proptest::prelude::*;

use super::*;

type Title = Line<40>;
type Message = Prose<40>;

/// Letters that a screen shows nothing for, of every kind.
const UNSEEN: [char; 18] = [
    '\u{ad}',
    '\u{34f}',
    '\u{61c}',
    '\u{115f}',
    '\u{1160}',
    '\u{180e}',
    '\u{200b}',
    '\u{200d}',
    '\u{202e}',
    '\u{2066}',
    '\u{2800}',
    '\u{3164}',
    '\u{fe0f}',
    '\u{feff}',
    '\u{ffa0}',
    '\u{fff9}',
    '\u{e0001}',
    '\u{e0041}',
];

#[test]
fn a_text_is_as_long_as_it_may_be_and_no_longer() {
    assert!(Title::parse(&"ю".repeat(40)).is_ok() && Message::parse(&"ю".repeat(40)).is_ok());
    for length in [41, 10_000] {
        assert_eq!(Title::parse(&"ю".repeat(length)), Err(TextError::TooLong(40)));
        assert_eq!(Message::parse(&"ю".repeat(length)), Err(TextError::TooLong(40)));
    }
    assert_eq!(TextError::TooLong(40).message(), "Не более 40 знаков.");
}

#[test]
fn texts_are_trimmed_and_composed() {
    assert_eq!(Title::parse("  и\u{306}од ").unwrap().as_str(), "йод");
    assert_eq!(
        Message::parse(" и\u{306}од\r\nдва\rтри\u{2028}четыре\tпять \n").unwrap().as_str(),
        "йод\nдва\nтри\nчетыре пять"
    );
}

#[test]
fn a_line_with_what_is_not_seen_is_refused() {
    for unseen in UNSEEN.into_iter().chain(['\0', '\n', '\u{1b}']) {
        assert_eq!(Title::parse(&format!("а{unseen}б")), Err(TextError::Control), "{unseen:?}");
    }
}

#[test]
fn what_is_not_seen_is_left_out_of_prose() {
    for unseen in UNSEEN {
        assert_eq!(Message::parse(&format!("а{unseen}б")).unwrap().as_str(), "аб", "{unseen:?}");
    }
    for control in ["a\0b", "a\u{7}b", "a\u{1b}[0mb"] {
        assert_eq!(Message::parse(control), Err(TextError::Control), "{control:?}");
    }
}

#[test]
fn nothing_that_is_seen_is_no_text() {
    let blank: String = UNSEEN.into_iter().collect();
    for text in ["", "  ", "\n\n", "\u{200b}", "\u{2800}\u{3164} ", &blank] {
        assert_eq!(Title::parse(text), Err(TextError::Empty), "{text:?}");
        assert_eq!(Message::parse(text), Err(TextError::Empty), "{text:?}");
        assert_eq!(one_line(text), "", "{text:?}");
    }
}

#[test]
fn emoji_are_letters_like_others() {
    for text in ["Двор 👩\u{200d}👧", "Звоните ☎\u{fe0f}", "Подъезд 1\u{fe0f}\u{20e3}"] {
        assert_eq!(Title::parse(text).unwrap().as_str(), text);
        assert_eq!(Message::parse(text).unwrap().as_str(), text);
        assert_eq!(one_line(text), text);
    }
}

#[test]
fn what_is_selected_becomes_one_line() {
    assert_eq!(one_line(" Опе\u{ad}чатка\r\n в\u{a0}\u{200b}слове\0 "), "Опечатка в слове");
    assert_eq!(one_line("\u{202e}abc\u{2066}"), "abc");
}

#[test]
fn prose_does_not_show_in_a_log() {
    assert_eq!(format!("{:?}", Message::parse("тайна").unwrap()), "Prose(…)");
}

fn texts() -> impl Strategy<Value = String> {
    let letter = prop_oneof![
        3 => any::<char>(),
        2 => prop::sample::select(UNSEEN.to_vec()),
        2 => prop::sample::select(vec!['а', 'и', '\u{306}', '1', '👩', '☎', '\u{20e3}', ' ', '\n', '\r', '\t']),
    ];
    prop::collection::vec(letter, 0..30).prop_map(|letters| letters.into_iter().collect())
}

/// Something in it is seen.
fn shows(text: &str) -> bool {
    text.chars().any(|letter| !letter.is_whitespace() && !is_invisible(letter))
}

proptest! {
    #[test]
    fn whatever_is_taken_is_seen_and_taken_again_as_it_is(text in texts()) {
        if let Ok(line) = Title::parse(&text) {
            prop_assert!(shows(line.as_str()) && !line.as_str().contains('\n'));
            prop_assert_eq!(Title::parse(line.as_str()), Ok(line.clone()));
            prop_assert_eq!(Message::parse(line.as_str()).map(|prose| prose.to_string()), Ok(line.to_string()));
        }
        if let Ok(prose) = Message::parse(&text) {
            prop_assert!(shows(prose.as_str()) && !prose.as_str().contains(['\r', '\t']));
            prop_assert_eq!(Message::parse(prose.as_str()), Ok(prose));
        }
        let line = one_line(&text);
        prop_assert!(line.is_empty() || shows(&line));
        prop_assert_eq!(one_line(&line), line);
    }
}
