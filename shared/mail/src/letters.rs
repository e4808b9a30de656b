//! The letters, each with a folder of templates: `subject.txt`, `text.txt`, `body.html`.

mod appeal_answered;
mod moment;
mod order_moved;
mod readings_reminder;
mod receipt;
mod typos;

use askama::Template;
use domain::Money;
use jiff::Timestamp;

use crate::Letter;
pub use appeal_answered::AppealAnswered;
use moment::moscow;
pub use order_moved::OrderMoved;
pub use readings_reminder::ReadingsReminder;

pub use receipt::{Occasion, Receipt};
pub use typos::{ReportedTypo, TyposReported};

/// A letter is its templates and what stands in them. Times are told in words.
macro_rules! letter {
    (
        $(#[doc = $doc:literal])+
        $name:ident $text:tt $html:tt $subject:tt { $($(#[doc = $about:literal])+ $field:ident: $kind:ty = $shown:expr,)* }
    ) => {
        $(#[doc = $doc])+
        #[derive(Debug)]
        pub struct $name<'a> { $($(#[doc = $about])+ pub $field: $kind,)* }

        impl $name<'_> {
            /// Fills the templates in.
            pub fn letter(&self) -> Result<Letter, askama::Error> {
                #[derive(Template)]
                #[template(path = $text)]
                struct Text<'a> { $($field: &'a str,)* }
                #[derive(Template)]
                #[template(path = $html)]
                struct Html<'a> { $($field: &'a str,)* }
                $(let $field: String = $shown(self.$field);)*
                Ok(Letter {
                    subject: include_str!($subject).trim_end().to_owned(),
                    text: Text { $($field: &$field,)* }.render()?,
                    html: Html { $($field: &$field,)* }.render()?,
                })
            }
        }
    };
}

letter! {
    /// Somebody registered with this address.
    Activation "activation/text.txt" "activation/body.html" "../templates/activation/subject.txt" {
        /// The name that was chosen.
        login: &'a str = str::to_owned,
        /// Where the address is confirmed; holds the token.
        link: &'a str = str::to_owned,
        /// When the link stops working.
        valid_until: Timestamp = moscow,
    }
}

letter! {
    /// Somebody tried to register with an address that has an account, or to take it for theirs: the owner learns of
    /// it, nobody else does.
    AlreadyRegistered "already_registered/text.txt" "already_registered/body.html"
    "../templates/already_registered/subject.txt" {
        /// The owner's name.
        login: &'a str = str::to_owned,
        /// Where to sign in.
        link: &'a str = str::to_owned,
    }
}

letter! {
    /// Somebody forgot the password.
    PasswordReset "password_reset/text.txt" "password_reset/body.html" "../templates/password_reset/subject.txt" {
        /// Whose.
        login: &'a str = str::to_owned,
        /// Where a new one is chosen; holds the token.
        link: &'a str = str::to_owned,
        /// When the link stops working.
        valid_until: Timestamp = moscow,
    }
}

letter! {
    /// The password is another one now.
    PasswordChanged "password_changed/text.txt" "password_changed/body.html"
    "../templates/password_changed/subject.txt" {
        /// Whose.
        login: &'a str = str::to_owned,
        /// When.
        at: Timestamp = moscow,
        /// Where to ask for a link, if it was somebody else.
        link: &'a str = str::to_owned,
        /// How to reach who runs the site.
        operator: Option<&'a str> = whom,
    }
}

letter! {
    /// To an address that somebody wants to be theirs.
    EmailChange "email_change/text.txt" "email_change/body.html" "../templates/email_change/subject.txt" {
        /// Whose.
        login: &'a str = str::to_owned,
        /// Where the address is confirmed; holds the token.
        link: &'a str = str::to_owned,
        /// When the link stops working.
        valid_until: Timestamp = moscow,
    }
}

letter! {
    /// To the present address: another one was asked for.
    EmailChangeAsked "email_change_asked/text.txt" "email_change_asked/body.html"
    "../templates/email_change_asked/subject.txt" {
        /// Whose.
        login: &'a str = str::to_owned,
        /// The other address, with most of it hidden.
        address: &'a str = str::to_owned,
        /// Where that can be taken back.
        link: &'a str = str::to_owned,
        /// How to reach who runs the site.
        operator: Option<&'a str> = whom,
    }
}

letter! {
    /// To the old address: it is another one now.
    EmailChanged "email_changed/text.txt" "email_changed/body.html" "../templates/email_changed/subject.txt" {
        /// Whose.
        login: &'a str = str::to_owned,
        /// The new address, with most of it hidden.
        address: &'a str = str::to_owned,
        /// When.
        at: Timestamp = moscow,
        /// Where to sign in.
        link: &'a str = str::to_owned,
        /// How to reach who runs the site.
        operator: Option<&'a str> = whom,
    }
}

letter! {
    /// A copied session was noticed and ended.
    SessionStolen "session_stolen/text.txt" "session_stolen/body.html" "../templates/session_stolen/subject.txt" {
        /// Whose.
        login: &'a str = str::to_owned,
        /// When.
        at: Timestamp = moscow,
        /// Where the sessions and the password are.
        link: &'a str = str::to_owned,
        /// How to reach who runs the site.
        operator: Option<&'a str> = whom,
    }
}

letter! {
    /// Somebody signed in after many wrong passwords.
    SignedInAfterFailures "signed_in_after_failures/text.txt" "signed_in_after_failures/body.html"
    "../templates/signed_in_after_failures/subject.txt" {
        /// Whose.
        login: &'a str = str::to_owned,
        /// When.
        at: Timestamp = moscow,
        /// With which program, in words.
        device: &'a str = str::to_owned,
        /// From which network, in words.
        place: &'a str = str::to_owned,
        /// Where to ask for a link, if it was somebody else.
        link: &'a str = str::to_owned,
        /// How to reach who runs the site.
        operator: Option<&'a str> = whom,
    }
}

letter! {
    /// The person is erased; the last letter.
    Erased "erased/text.txt" "erased/body.html" "../templates/erased/subject.txt" {
        /// Who it was.
        login: &'a str = str::to_owned,
        /// When.
        at: Timestamp = moscow,
        /// Where to register again.
        link: &'a str = str::to_owned,
        /// How to reach who runs the site.
        operator: Option<&'a str> = whom,
    }
}

letter! {
    /// Money that was paid through the cabinet has come.
    PaymentReceived "payment_received/text.txt" "payment_received/body.html"
    "../templates/payment_received/subject.txt" {
        /// How much.
        amount: Money = roubles,
        /// Number of the account.
        account: &'a str = str::to_owned,
        /// Name of the company.
        organization: &'a str = str::to_owned,
        /// When it was posted.
        paid_at: Timestamp = moscow,
        /// The provider's number of the operation.
        operation: &'a str = str::to_owned,
        /// The page of the payment.
        link: &'a str = str::to_owned,
        /// No real money moved.
        is_test: bool = |is: bool| is.to_string(),
    }
}

letter! {
    /// The company gave money back.
    PaymentRefunded "payment_refunded/text.txt" "payment_refunded/body.html"
    "../templates/payment_refunded/subject.txt" {
        /// How much came back.
        amount: Money = roubles,
        /// How much had been paid.
        paid: Money = roubles,
        /// Number of the account.
        account: &'a str = str::to_owned,
        /// Name of the company.
        organization: &'a str = str::to_owned,
        /// When it was noted.
        at: Timestamp = moscow,
        /// The provider's number of the operation by which it had been paid.
        operation: &'a str = str::to_owned,
        /// The page of the payment.
        link: &'a str = str::to_owned,
    }
}

/// `120,25`.
fn roubles(amount: Money) -> String {
    amount.to_string().replace('.', ",")
}

/// Whom to turn to: a company neither sees nor changes who signs in where others run the site, but knows who does.
fn whom(operator: Option<&str>) -> String {
    match operator {
        Some(contacts) => format!("к тем, кто ведёт этот кабинет: {contacts}"),
        None => String::from("в управляющую организацию: она знает, кто ведёт этот кабинет."),
    }
}
