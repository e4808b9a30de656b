//! What a refusal of SES is about: the letter, the moment, or the sender as a whole. SES says some of it in the code and
//! some only in the sentence beside it («Troubleshooting Amazon SES», errors of `SendRawEmail`).

use crate::PostError;

/// Refusals of the letter or its recipient.
const OF_THE_LETTER: [&str; 3] = ["MessageRejected", "InvalidParameterValue", "ValidationError"];

/// Refusals of whoever sends: the account or its configuration set is paused, half set up, or its credentials are not
/// taken. Every letter would get the same answer.
const OF_THE_SENDER: [&str; 14] = [
    "AccountSendingPausedException",
    "ConfigurationSetSendingPausedException",
    "ConfigurationSetDoesNotExist",
    "ConfigurationSetDoesNotExistException",
    "MailFromDomainNotVerifiedException",
    "AccessDenied",
    "AccessDeniedException",
    "ExpiredToken",
    "IncompleteSignature",
    "InvalidClientTokenId",
    "MissingAuthenticationToken",
    "OptInRequired",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
];

/// What to do about a refusal with this code and sentence, of a letter from this address. Codes that nobody has met yet
/// are waited out: the letter must not be lost for them.
pub fn judge(code: &str, said: &str, from: &str) -> PostError {
    let said = said.to_lowercase();
    let (unverified, paused) = (said.contains("not verified"), said.contains("sending paused"));
    let is_of_sender = code == "MessageRejected" && (paused || unverified && said.contains(&from.to_lowercase()));
    if OF_THE_SENDER.contains(&code) || is_of_sender || said.contains("daily message quota") {
        PostError::Closed(code.to_owned())
    } else if OF_THE_LETTER.contains(&code) && !unverified {
        PostError::Refused(code.to_owned())
    } else {
        // In the sandbox SES wants each recipient verified: such a letter goes out once the account has left it.
        PostError::Later(code.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FROM: &str = "lk@example.ru";

    fn is_closed(code: &str, said: &str) -> bool {
        matches!(judge(code, said, FROM), PostError::Closed(_))
    }

    #[test]
    fn a_paused_or_half_set_up_account_is_closed_for_every_letter() {
        assert!(OF_THE_SENDER.iter().all(|code| is_closed(code, "")));
        assert!(is_closed("MessageRejected", "Sending paused for this account. Please check your inbox."));
        assert!(is_closed("Throttling", "Daily message quota exceeded."));
    }

    #[test]
    fn an_unverified_sender_closes_and_an_unverified_recipient_only_waits() {
        let unverified = "Email address is not verified. The following identities failed the check in region";
        assert!(is_closed("MessageRejected", &format!("{unverified} EU-CENTRAL-1: Кабинет <LK@example.ru>")));
        let recipient = judge("MessageRejected", &format!("{unverified} EU-CENTRAL-1: ivanov@example.ru"), FROM);
        assert!(matches!(recipient, PostError::Later(_)));
    }

    #[test]
    fn a_refusal_of_the_letter_is_one_and_what_is_new_is_waited_out() {
        assert!(OF_THE_LETTER.iter().all(|code| matches!(judge(code, "", FROM), PostError::Refused(_))));
        let passing = ["Throttling", "ServiceUnavailable", "SomethingNew"];
        assert!(passing.iter().all(|code| matches!(judge(code, "", FROM), PostError::Later(_))));
    }
}
