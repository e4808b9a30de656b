//! A letter before it has a recipient.

/// Subject and both forms of the body; they say the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// One line.
    pub subject: String,
    /// For readers without HTML.
    pub text: String,
    /// For the others; complete in itself.
    pub html: String,
}

/// The end of what stands in the frame of every letter (`templates/layout.html`).
const END: &str = "</div>\n</div>\n</body>";

impl Letter {
    /// The letter with whom to turn to below what it says: to the letter itself nobody answers.
    #[must_use]
    pub fn signed(self, whom: &str) -> Self {
        let text = format!("{}\n\n{whom}\n", self.text.trim_end());
        let line = format!("<p class=\"soft\">{}</p>\n{END}", escaped(whom));
        Self { text, html: self.html.replacen(END, &line, 1), ..self }
    }
}

fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use crate::letters::AlreadyRegistered;

    #[test]
    fn a_signed_letter_says_whom_to_turn_to_in_both_forms_and_nothing_typed_is_html() {
        let letter = AlreadyRegistered { login: "ivanov", link: "https://lk.example.ru/sign-in" }.letter().unwrap();
        let signed = letter.clone().signed("ООО <РЦ>, help@example.ru");
        assert!(
            signed.text.starts_with(letter.text.trim_end()) && signed.text.ends_with("ООО <РЦ>, help@example.ru\n")
        );
        assert!(
            signed.html.contains("<p class=\"soft\">ООО &lt;РЦ&gt;, help@example.ru</p>\n</div>"),
            "{}",
            signed.html
        );
        assert_eq!(signed.subject, letter.subject);
    }
}
