//! Which letters are seen. What is not seen can make two names out of one, or fill a field with nothing.

/// Latin and Russian letters; whatever reads the same in another script is none.
pub fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic() || matches!(letter, 'А'..='Я' | 'а'..='я' | 'Ё' | 'ё')
}

/// Control characters, separators of lines, and what a screen shows nothing for: characters of no width, marks that
/// reorder what is seen, fillers, variants, tags. By Unicode: controls, formats and what it lets programs ignore, and
/// the empty pattern of Braille, which is no space to a program and nothing to an eye.
pub fn is_invisible(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}'..='\u{891}'
            | '\u{8e2}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}'
            | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Makes one sign of two: «👩‍👧».
const JOINER: char = '\u{200d}';
/// Asks for the coloured form of a sign.
const COLOURED: char = '\u{fe0f}';
/// The frame of a key: «1️⃣».
const KEY: char = '\u{20e3}';

/// The letters that are seen, and what holds emoji together, there and nowhere else.
pub fn seen(text: &str) -> impl Iterator<Item = char> {
    let mut letters = text.chars().peekable();
    let mut before = None;
    std::iter::from_fn(move || {
        loop {
            let letter = letters.next()?;
            let is_seen = !is_invisible(letter) || letter == '\n';
            if is_seen || is_of_emoji(before, letter, letters.peek().copied()) {
                before = Some(letter);
                return before;
            }
        }
    })
}

fn is_of_emoji(before: Option<char>, letter: char, after: Option<char>) -> bool {
    let (Some(before), Some(after)) = (before, after.or(Some(' '))) else { return false };
    match letter {
        JOINER => (is_picture(before) || before == COLOURED) && is_picture(after),
        COLOURED => is_picture(before) || (matches!(before, '0'..='9' | '#' | '*') && after == KEY),
        _ => false,
    }
}

/// Signs that emoji are made of.
fn is_picture(letter: char) -> bool {
    matches!(letter,
        '\u{a9}' | '\u{ae}' | '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2194}'..='\u{21aa}'
        | '\u{231a}'..='\u{23ff}' | '\u{24c2}' | '\u{25aa}'..='\u{27bf}' | '\u{2934}'..='\u{2935}'
        | '\u{2b05}'..='\u{2b55}' | '\u{3030}' | '\u{303d}' | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        seen(text).collect()
    }

    #[test]
    fn emoji_stay_whole() {
        for sign in ["👩\u{200d}👧", "👩🏽\u{200d}🔧", "❤\u{fe0f}\u{200d}🔥", "☎\u{fe0f}", "1\u{fe0f}\u{20e3}"]
        {
            assert_eq!(shown(sign), sign);
        }
    }

    #[test]
    fn what_holds_emoji_together_hides_nowhere_else() {
        assert_eq!(shown("а\u{200d}б\u{fe0f}"), "аб");
        assert_eq!(shown("👩\u{200d}\u{200d}👧"), "👩\u{200d}👧");
        assert_eq!(shown("\u{200d}👧\u{200d}"), "👧");
        assert_eq!(shown("1\u{fe0f}2"), "12");
        assert_eq!(shown("🏴\u{e0067}\u{e007f}"), "🏴");
    }
}
